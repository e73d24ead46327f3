package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectErrorMappingTest {

    private static final ConnectErrorMapping MAPPING = new ConnectErrorMapping();

    private static Route route(Api api, ErrorType invalidValue) {
        return Route.of(
                api, "POST", "/", "Any", invalidValue, request -> request, (request, call) -> AwsResponse.EMPTY);
    }

    private static Route route() {
        return route(Api.CONNECT, ErrorType.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, INVALID_REQUEST, INVALID_VALUE, INVALID_REQUEST",
        "CONNECT, INVALID_PARAMETER, INVALID_VALUE, INVALID_PARAMETER",
        "CONNECT, INVALID_PARAMETER, INVALID_STATE, INVALID_REQUEST",
        "PARTICIPANT, VALIDATION, INVALID_STATE, VALIDATION"
    })
    void a_rejection_is_an_error_that_the_operation_models(
            Api api, ErrorType invalidValue, Kind kind, ErrorType expected) {
        assertThat(MAPPING.errorFor(new ContactRejection(kind, "The rule."), route(api, invalidValue)))
                .hasValueSatisfying(error -> {
                    assertThat(error.type()).isEqualTo(expected);
                    assertThat(error).hasMessage("The rule.");
                });
    }

    static Stream<Exception> transientFailures() {
        return Stream.of(
                new EventLogUnavailable("secret", null),
                new SQLTransientConnectionException("secret"),
                new SQLException("secret", "08006"),
                new SQLException("secret", "57P01"));
    }

    @ParameterizedTest
    @MethodSource("transientFailures")
    void a_failure_of_the_moment_is_for_the_client_to_retry_wherever_it_is_wrapped(Exception failure) {
        RuntimeException wrapped = new IllegalStateException(new IllegalStateException(failure));
        assertThat(MAPPING.errorFor(wrapped, route())).hasValueSatisfying(error -> {
            assertThat(error.type()).isEqualTo(ErrorType.SERVICE_UNAVAILABLE);
            assertThat(error).message().doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01"})
    void any_other_failure_of_the_database_is_not_known(String sqlState) {
        assertThat(MAPPING.errorFor(new IllegalStateException(new SQLException("bug", sqlState)), route()))
                .isEmpty();
    }

    @Test
    void a_bug_is_not_known() {
        assertThat(MAPPING.errorFor(new IllegalStateException("bug"), route())).isEmpty();
        assertThat(MAPPING.errorFor(new NullPointerException(), route())).isEmpty();
    }
}
