package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRowsIT {

    private static final int MIB = 1 << 20;

    private final TestLog node = TestLog.onNewDatabase();

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void a_batch_of_large_events_is_bounded_in_bytes() throws Exception {
        append(600, "x".repeat(36_000));

        List<List<LogRow>> batches = batches(LogRows.upTo(new LogPlace(0, 600), node.dataSource()));

        assertThat(batches).allSatisfy(batch -> assertThat(bytes(batch)).isLessThan(5 * MIB));
        assertThat(positions(batches))
                .isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
    }

    @Test
    void a_page_of_the_log_is_bounded_in_bytes() {
        append(300, "x".repeat(36_000));

        assertThat(node.log().read(0, 1_000)).hasSizeBetween(100, 120);
    }

    @Test
    void rows_are_those_between_two_positions() throws Exception {
        append(20, "small");

        assertThat(positions(batches(LogRows.between(3, new LogPlace(0, 7), node.dataSource()))))
                .containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void a_row_has_the_fields_of_its_event() throws Exception {
        append(1, "größer 😀");
        StoredEvent stored = node.log().read(0, 1).getFirst();
        RecordedEvent recorded = node.log().decode(stored);

        LogRow row = batches(LogRows.upTo(new LogPlace(0, 1), node.dataSource()))
                .getFirst()
                .getFirst();

        assertThat(row.hash()).isEqualTo(stored.hash());
        assertThat(row.type()).isEqualTo(stored.type());
        assertThat(node.log().decode(row))
                .usingRecursiveComparison()
                .ignoringFields("metadata", "bytes")
                .isEqualTo(recorded);
    }

    @Test
    void rows_of_a_log_that_was_reset_are_not_those_that_were_asked_for() {
        append(10, "before");
        node.log().reset(List.of());
        append(10, "after");

        LogRows rows = LogRows.upTo(new LogPlace(0, 10), node.dataSource());

        assertThatThrownBy(rows::next).isInstanceOf(TimelineEnded.class);
    }

    private void append(int events, String text) {
        UUID contact = UUID.randomUUID();
        node.log()
                .append(IntStream.range(0, events)
                        .mapToObj(sequence -> event(contact, sequence, text))
                        .toList());
    }

    private static List<List<LogRow>> batches(LogRows rows) throws Exception {
        List<List<LogRow>> batches = new ArrayList<>();
        try (rows) {
            for (List<LogRow> next = rows.next(); !next.isEmpty(); next = rows.next()) batches.add(next);
        }
        return batches;
    }

    private static int bytes(List<LogRow> batch) {
        return batch.stream().mapToInt(row -> row.bytes().length).sum();
    }

    private static List<Long> positions(List<List<LogRow>> batches) {
        return batches.stream().flatMap(List::stream).map(LogRow::position).toList();
    }
}
