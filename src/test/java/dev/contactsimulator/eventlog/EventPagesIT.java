package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EventPagesIT {

    private static final TestLog node = TestLog.onNewDatabase();

    private final UUID contact = UUID.randomUUID();

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    /** @param lengths of the events' texts */
    private void append(int... lengths) {
        for (int i = 0; i < lengths.length; i++) {
            node.log().append(List.of(event(contact, i, "x".repeat(lengths[i]))));
        }
    }

    private static List<Integer> sequences(EventPages pages) {
        List<Integer> sequences = new ArrayList<>();
        pages.forEachRemaining(event -> sequences.add(event.sequence()));
        return sequences;
    }

    @Test
    void a_page_from_the_database_ends_with_the_event_that_reaches_its_bound_in_bytes() {
        append(100_000, 100_000, 100_000);

        assertThat(node.log().readContact(contact, 0, 10, 150_000)).hasSize(2);
        assertThat(node.log().readContact(contact, 2, 10, 250_000)).hasSize(1);
        assertThat(node.log().readContact(contact, 0, 10, 1)).hasSize(1);
        assertThat(node.log().readContact(contact, 3, 10, 1)).isEmpty();
    }

    @Test
    void events_of_any_size_are_read_to_the_end() {
        int[] lengths =
                IntStream.range(0, 300).map(i -> i % 50 == 0 ? 300_000 : i % 7).toArray();
        append(lengths);

        EventPages pages = EventPages.ofContact(node.log(), contact, 0, Integer.MAX_VALUE);

        assertThat(sequences(pages)).isEqualTo(IntStream.range(0, 300).boxed().toList());
        assertThat(pages.following()).isEmpty();
    }

    @Test
    void a_list_ends_at_its_limit_and_says_where_it_goes_on() {
        append(1, 1, 1, 1);

        EventPages pages = EventPages.ofContact(node.log(), contact, 1, 2);

        assertThat(sequences(pages)).containsExactly(1, 2);
        assertThat(pages.following()).hasValue(3);
    }

    @Test
    void the_log_is_read_after_a_position() {
        append(1, 1, 1);
        long last = node.log().head().position();

        EventPages pages = EventPages.ofLog(node.log(), last - 2, 10);

        assertThat(sequences(pages)).containsExactly(1, 2);
        assertThat(pages.following()).isEmpty();
    }
}
