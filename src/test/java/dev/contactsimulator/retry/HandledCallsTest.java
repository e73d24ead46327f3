package dev.contactsimulator.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandledCallsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final HandledCalls invocations = new HandledCalls();

    @Test
    void of_a_very_busy_hour_the_newest_250_calls_are_remembered() {
        for (int call = 0; call < 2_600; call++) {
            invocations.add("call " + call, NOW, new Handled(call == 2_350 || call == 2_500));
        }
        invocations.add("call 2500", NOW, new Handled(false));

        for (HandledCalls each : List.of(invocations, invocations.copy())) {
            assertThat(each.size()).isEqualTo(250);
            assertThat(each.firstAnswer("call 2349", NOW)).isEmpty();
            assertThat(each.firstAnswer("call 2350", NOW)).contains(new Handled(true));
            assertThat(each.firstAnswer("call 2499", NOW)).contains(new Handled(false));
            assertThat(each.firstAnswer("call 2500", NOW)).contains(new Handled(true));
            assertThat(each.firstAnswer("call 2599", NOW)).contains(new Handled(false));
        }
        assertThat(invocations.copy()).isEqualTo(invocations);
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
            assertThat(invocations.firstAnswer(name, NOW)).isEmpty();
            invocations.add(name, NOW, new Handled(name.equals("1")));
        }

        for (String name : names) {
            assertThat(invocations.firstAnswer(name, NOW)).contains(new Handled(name.equals("1")));
        }
    }

    @Test
    void a_call_is_forgotten_after_an_hour_and_makes_room() {
        invocations.add("early", NOW, new Handled(true));
        invocations.add("late", NOW.plusSeconds(1), new Handled(false));

        Instant anHourLater = NOW.plus(Duration.ofHours(1));
        assertThat(invocations.firstAnswer("early", anHourLater)).contains(new Handled(true));
        assertThat(invocations.firstAnswer("early", anHourLater.plusMillis(1))).isEmpty();
        assertThat(invocations.firstAnswer("late", anHourLater.plusMillis(1))).contains(new Handled(false));

        invocations.add("later", anHourLater.plusMillis(1), new Handled(false));
        assertThat(invocations.size()).isEqualTo(2);
    }

    @Test
    void a_copy_does_not_go_on_with_its_original() {
        invocations.add("before", NOW, new Handled(true));
        HandledCalls copy = invocations.copy();
        invocations.add("after", NOW, new Handled(false));

        assertThat(copy.firstAnswer("before", NOW)).contains(new Handled(true));
        assertThat(copy.firstAnswer("after", NOW)).isEmpty();
    }
}
