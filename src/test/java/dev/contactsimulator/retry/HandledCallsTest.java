package dev.contactsimulator.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandledCallsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final HandledCalls calls = new HandledCalls();

    private static @Nullable CallId call(@Nullable String invocationId) {
        return CallId.of(new RequestContext("request", invocationId, null, "SendMessage", null));
    }

    private static @Nullable CallId withToken(String operation, String clientToken, String invocationId) {
        return CallId.of(new RequestContext("request", invocationId, null, operation, clientToken));
    }

    @Test
    void of_a_very_busy_hour_the_newest_250_calls_are_remembered() {
        for (int n = 0; n < 2_600; n++) calls.add(call("call " + n), n, NOW);
        calls.add(call("call 2500"), 9_999, NOW);

        for (HandledCalls each : List.of(calls, calls.copy())) {
            assertThat(each.size()).isEqualTo(250);
            assertThat(each.eventOf(call("call 2349"), NOW)).isEmpty();
            assertThat(each.eventOf(call("call 2350"), NOW)).hasValue(2_350);
            assertThat(each.eventOf(call("call 2500"), NOW))
                    .as("its first event")
                    .hasValue(2_500);
            assertThat(each.eventOf(call("call 2599"), NOW)).hasValue(2_599);
        }
    }

    @Test
    void any_text_may_name_a_call_and_texts_that_are_nearly_the_same_name_different_ones() {
        List<String> names = List.of(
                "f3b7c1e8-0d5a-4c7e-9f50-8a4f3f1f0001",
                "F3B7C1E8-0D5A-4C7E-9F50-8A4F3F1F0001",
                "f3b7c1e8-d5a-4c7e-9f50-8a4f3f1f0001",
                "1-1-1-1-1",
                "1",
                "one call");
        for (String name : names) {
            assertThat(calls.eventOf(call(name), NOW)).isEmpty();
            calls.add(call(name), names.indexOf(name), NOW);
        }

        for (String name : names) assertThat(calls.eventOf(call(name), NOW)).hasValue(names.indexOf(name));
    }

    @Test
    void a_call_without_an_invocation_id_or_a_client_token_is_never_a_retry() {
        assertThat(call(null)).isNull();
        calls.add(call(null), 1, NOW);
        assertThat(calls.size()).isZero();
    }

    @Test
    void a_client_token_names_a_call_of_its_operation_whatever_the_invocation_id() {
        calls.add(withToken("SendMessage", "token", "first"), 7, NOW);

        assertThat(calls.eventOf(withToken("SendMessage", "token", "second"), NOW))
                .hasValue(7);
        assertThat(calls.eventOf(withToken("SendEvent", "token", "first"), NOW)).isEmpty();
        assertThat(calls.eventOf(withToken("SendMessage", "other", "first"), NOW))
                .isEmpty();
    }

    @Test
    void the_metadata_of_an_event_names_the_same_call_as_its_request() {
        for (RequestContext context : List.of(
                new RequestContext("request", "invocation", "key", "SendMessage", null),
                new RequestContext("request", "invocation", "key", "SendMessage", "token"))) {
            assertThat(CallId.of(context.metadata())).isEqualTo(CallId.of(context));
        }
    }

    @Test
    void a_call_is_forgotten_after_an_hour_and_makes_room() {
        calls.add(call("early"), 1, NOW);
        calls.add(call("late"), 2, NOW.plusSeconds(1));

        Instant anHourLater = NOW.plus(Duration.ofHours(1));
        assertThat(calls.eventOf(call("early"), anHourLater)).hasValue(1);
        assertThat(calls.eventOf(call("early"), anHourLater.plusMillis(1))).isEmpty();
        assertThat(calls.eventOf(call("late"), anHourLater.plusMillis(1))).hasValue(2);

        calls.add(call("later"), 3, anHourLater.plusMillis(1));
        assertThat(calls.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 250, 400})
    void calls_that_were_stored_are_as_they_were(int number) {
        for (int n = 0; n < number; n++) calls.add(call("call " + n), n, NOW.plusMillis(n));

        HandledCalls stored = HandledCalls.of(calls.toBytes());

        assertThat(stored.size()).isEqualTo(Math.min(number, HandledCalls.MAX_CALLS));
        assertThat(stored.toBytes()).isEqualTo(calls.toBytes());
        stored.add(call("later"), number, NOW.plusMillis(number));
        for (int n = 0; n < number; n++) {
            OptionalInt expected = n <= number - HandledCalls.MAX_CALLS ? OptionalInt.empty() : OptionalInt.of(n);
            assertThat(stored.eventOf(call("call " + n), NOW)).isEqualTo(expected);
        }
    }

    @Test
    void a_copy_does_not_go_on_with_its_original() {
        calls.add(call("before"), 1, NOW);
        HandledCalls copy = calls.copy();
        calls.add(call("after"), 2, NOW);

        assertThat(copy.eventOf(call("before"), NOW)).hasValue(1);
        assertThat(copy.eventOf(call("after"), NOW)).isEmpty();
    }
}
