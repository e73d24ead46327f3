package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest {

    private final AtomicLong nanoTime = new AtomicLong(-5);

    private static Route route(Api api, String operation) {
        return Route.of(
                api,
                "POST",
                "/" + operation,
                operation,
                ErrorType.INVALID_REQUEST,
                request -> request,
                (request, call) -> AwsResponse.EMPTY);
    }

    private static final Route SEND = route(Api.CONNECT, "SendChatIntegrationEvent");
    private static final Route SEARCH = route(Api.CONNECT, "SearchContacts");
    private static final Route START = route(Api.CONNECT, "StartChatContact");
    private static final Route LIST = route(Api.CONNECT, "ListInstances");
    private static final Route CLOCK = route(Api.SIMULATOR, "GetClock");

    private Throttling throttling(Map<String, String> operations) {
        return new Throttling(
                List.of(SEND, SEARCH, START, LIST, CLOCK), new ThrottlingSettings(true, operations), nanoTime::get);
    }

    private static long allowed(Throttling throttling, Route route, int calls) {
        return IntStream.range(0, calls)
                .filter(n -> {
                    try {
                        throttling.require(route);
                        return true;
                    } catch (AwsException refused) {
                        return false;
                    }
                })
                .count();
    }

    @Test // 66
    void of_27_events_in_one_instant_26_are_handled_and_then_17_a_second() {
        Throttling throttling = throttling(Map.of());
        assertThat(allowed(throttling, SEND, 27)).isEqualTo(26);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(allowed(throttling, SEND, 27)).isEqualTo(17);
        nanoTime.addAndGet(Duration.ofDays(9).toNanos());
        assertThat(allowed(throttling, SEND, 27)).isEqualTo(26);
    }

    @Test
    void each_operation_has_its_own_quota_and_error() {
        Throttling throttling = throttling(Map.of());
        assertThat(allowed(throttling, SEARCH, 2)).isEqualTo(1);
        nanoTime.addAndGet(Duration.ofMillis(1_999).toNanos());
        assertThat(allowed(throttling, SEARCH, 1)).isZero();
        nanoTime.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(allowed(throttling, SEARCH, 1)).isEqualTo(1);
        assertThat(allowed(throttling, LIST, 9)).isEqualTo(5);
        assertThat(allowed(throttling, START, 9)).isEqualTo(8);
        assertThatThrownBy(() -> throttling.require(START))
                .isInstanceOfSatisfying(
                        AwsException.class, error -> assertThat(error.type()).isEqualTo(ErrorType.TOO_MANY_REQUESTS));
        assertThatThrownBy(() -> throttling.require(SEARCH))
                .isInstanceOfSatisfying(
                        AwsException.class, error -> assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
    }

    @Test
    void the_simulators_own_routes_have_no_quota() {
        assertThat(allowed(throttling(Map.of()), CLOCK, 1_000)).isEqualTo(1_000);
    }

    @Test
    void a_setting_replaces_a_quota_whatever_the_case_of_its_name() {
        Throttling throttling = throttling(Map.of("searchcontacts", "0.1/3"));
        assertThat(allowed(throttling, SEARCH, 9)).isEqualTo(3);
    }

    @Test
    void a_name_of_no_operation_is_named() {
        assertThatThrownBy(() -> throttling(Map.of("SendChat", "1/1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("simulator.throttling.operations.SendChat is not the name of an operation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/1", "1/0", "-1/1", "1/1.5", "1e3/1", "9999999/1", "1/1/1"})
    void what_is_no_quota_is_named(String quota) {
        assertThatThrownBy(() -> throttling(Map.of("SearchContacts", quota)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("simulator.throttling.operations.SearchContacts: a quota is a rate and a burst above 0,"
                        + " such as 17/26");
    }
}
