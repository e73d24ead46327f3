package dev.contactsimulator.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.Invocations.Call;
import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Invocations invocations = new Invocations();

    @Test
    void of_a_very_busy_hour_the_newest_250_calls_are_remembered() {
        for (int call = 0; call < 2_500; call++) {
            invocations.add("call " + call, new Call(NOW, new Handled(call == 0)));
        }

        assertThat(invocations.size()).isEqualTo(250);
        assertThat(invocations.firstAnswer("call 2249", NOW)).isEmpty();
        assertThat(invocations.firstAnswer("call 2250", NOW)).isEqualTo(Optional.of(new Handled(false)));
    }
}
