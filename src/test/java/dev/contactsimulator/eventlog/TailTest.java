package dev.contactsimulator.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.eventlog.Tail.Known;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a node believes of the end of the log when it hears several things at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TailTest {

    private final Tail tail = new Tail();

    @BeforeEach
    void theLogHasFiveEvents() {
        tail.compared(tail.known(), end(5), true);
    }

    @Test
    void an_end_that_was_never_compared_is_not_replaced() {
        Known before = tail.known();
        tail.appended(tail.timeline(), end(6), List.of());

        assertThat(tail.compared(before, end(8), true)).isFalse();
        assertThat(tail.end()).isEqualTo(end(6));
    }

    @Test
    void an_end_that_is_known_to_be_passed_need_not_be_compared_again() {
        Known before = tail.known();
        tail.appended(tail.timeline(), end(9), List.of());

        assertThat(tail.compared(before, end(8), true)).isTrue();
        assertThat(tail.end()).isEqualTo(end(9));
    }

    @Test
    void what_was_found_before_appends_went_over_another_connection_is_found_out_again() {
        Known before = tail.known();
        tail.reconnected();

        assertThat(tail.compared(before, end(8), true)).isFalse();
        assertThat(tail.end()).isEqualTo(end(5));
    }

    @Test
    void an_append_of_which_the_log_may_have_lost_the_events_is_not_taken() {
        Timeline decidedOn = tail.timeline();
        tail.compared(tail.known(), end(3), false);

        assertThat(tail.appended(decidedOn, end(6), List.of(event(6)))).isFalse();
        assertThat(tail.end()).isEqualTo(end(3));
        assertThat(tail.after(tail.timeline(), 5, 10, 1_000)).isEmpty();
    }

    @Test
    void an_append_that_was_followed_by_a_reset_has_succeeded() {
        Timeline decidedOn = tail.timeline();
        LogEnd reset = new LogEnd(1, new Head(0, new byte[32]));
        tail.compared(tail.known(), reset, false);

        assertThat(tail.appended(decidedOn, end(6), List.of(event(6)))).isTrue();
        assertThat(tail.end()).isEqualTo(reset);
    }

    private static LogEnd end(int position) {
        return new LogEnd(0, new Head(position, HASHES[position]));
    }

    /** The same array for the same position, so that ends are equal. */
    private static final byte[][] HASHES = new byte[10][32];

    private static RecordedEvent event(long position) {
        EventCodec codec = new EventCodec(Noted.TYPES);
        return codec.encode(new NewEvent(
                        UUID.randomUUID(), 0, UUID.randomUUID(), Instant.EPOCH, new Noted("text"), Map.of()))
                .at(position);
    }
}
