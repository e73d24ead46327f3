package dev.contactsimulator.audit;

import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.contactsimulator.audit.Flaw.Kind;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.eventlog.StoredStateCheck;
import dev.contactsimulator.eventlog.TestLog;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class LogVerificationIT {

    /** What somebody does who is above triggers and rights. */
    static final String AS_SUPERUSER = "set session_replication_role = replica; ";

    /** What somebody does who knows how the hashes come about. */
    static final String REWRITE_ALL_HASHES = """
            do $$
            declare
                event event_log;
                last bytea := decode(repeat('00', 32), 'hex');
            begin
                for event in select * from event_log order by position loop
                    last := sha256(last || int8send(event.position) || sha256(
                        int4send(16) || uuid_send(event.contact_id) || int4send(4) || int4send(event.sequence) ||
                        int4send(16) || uuid_send(event.event_id) ||
                        int4send(octet_length(event.type)) || convert_to(event.type, 'UTF8') ||
                        int4send(4) || int4send(event.revision) || int4send(8) || timestamptz_send(event.at) ||
                        int4send(octet_length(event.data::text)) || convert_to(event.data::text, 'UTF8') ||
                        int4send(octet_length(event.metadata::text)) || convert_to(event.metadata::text, 'UTF8')));
                    update event_log set hash = last where position = event.position;
                end loop;
                update event_log_head set hash = last, position = (select max(position) from event_log);
            end $$
            """;

    private static TestLog node;
    private static LogVerification verification;

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase();
        verification = new LogVerification(node.dataSource());
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @BeforeEach
    void ten_events_of_two_contacts() {
        node.log().reset(List.of());
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        for (int sequence = 0; sequence < 5; sequence++) {
            node.log().append(List.of(event(one, sequence, "größer 😀 " + sequence)));
            node.log().append(List.of(event(two, sequence, "two " + sequence)));
        }
    }

    @Test
    void an_untouched_log_passes() throws Exception {
        Verification result = verification.verify();

        assertThat(result.flaws()).isEmpty();
        assertThat(result.events()).isEqualTo(10);
        assertThat(result.head().hash()).isEqualTo(node.log().head().hash());
    }

    @Test
    void an_empty_log_passes() throws Exception {
        node.log().reset(List.of());

        assertThat(verification.verify().passed()).isTrue();
        assertThat(verification.verify().events()).isZero();
    }

    @Test
    void more_events_than_a_batch_pass() throws Exception {
        UUID contact = UUID.randomUUID();
        for (int first = 0; first < 5_000; first += 1_000) {
            int from = first;
            node.log()
                    .append(IntStream.range(from, from + 1_000)
                            .mapToObj(sequence -> event(contact, sequence, "many"))
                            .toList());
        }
        assertThat(verification.verify().events()).isEqualTo(5_010);

        node.execute(AS_SUPERUSER + "update event_log set event_id = gen_random_uuid() where position = 4444");
        assertFirstFlaw(verification.verify(), 4_444, Kind.ALTERED);
        assertThat(verification.verify().flaws()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    position up      | update event_log set position = 11 where position = 10                    | 10 | MISSING
                    position down    | update event_log set position = 0 where position = 1                      |  0 | ALTERED
                    contact_id       | update event_log set contact_id = overlay(contact_id::text placing case when right(contact_id::text, 1) = '0' then '1' else '0' end from 36)::uuid where position = 4 | 4 | ALTERED
                    sequence         | update event_log set sequence = sequence + 100 where position = 5         |  5 | ALTERED
                    event_id         | update event_log set event_id = overlay(event_id::text placing case when right(event_id::text, 1) = '0' then '1' else '0' end from 36)::uuid where position = 6 | 6 | ALTERED
                    type             | update event_log set type = 'noted' where position = 1                    |  1 | ALTERED
                    revision         | update event_log set revision = 2 where position = 2                      |  2 | ALTERED
                    at               | update event_log set at = at + interval '1 microsecond' where position = 3 | 3 | ALTERED
                    data             | update event_log set data = replace(data::text, 'two', 'twO')::json where position = 4 | 4 | ALTERED
                    data's spaces    | update event_log set data = replace(data::text, ':', ': ')::json where position = 4 |  4 | ALTERED
                    metadata         | update event_log set metadata = replace(metadata::text, 'Note', 'Mote')::json where position = 10 | 10 | ALTERED
                    hash             | update event_log set hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where position = 7 | 7 | ALTERED
                    first deleted    | delete from event_log where position = 1                                  |  1 | MISSING
                    one deleted      | delete from event_log where position = 5                                  |  5 | MISSING
                    tail truncated   | delete from event_log where position > 7                                  |  8 | TRUNCATED
                    all deleted      | delete from event_log                                                     |  1 | TRUNCATED
                    one inserted     | insert into event_log select 11, gen_random_uuid(), 0, event_id, type, revision, at, data, metadata, hash from event_log where position = 10 | 11 | AFTER_HEAD
                    inserted, head moved | insert into event_log select 11, gen_random_uuid(), 0, event_id, type, revision, at, data, metadata, hash from event_log where position = 10; update event_log_head set position = 11 | 11 | ALTERED
                    inserted between | update event_log set position = -position; update event_log set position = case when position <= -6 then 1 - position else -position end; insert into event_log select 6, gen_random_uuid(), 0, event_id, type, revision, at, data, metadata, hash from event_log where position = 5; update event_log_head set position = 11 | 6 | ALTERED
                    two swapped      | update event_log set position = -position where position in (5, 6); update event_log set position = 11 + position where position in (-5, -6) | 5 | ALTERED
                    head moved back  | update event_log_head set position = 8                                    |  9 | AFTER_HEAD
                    head moved on    | update event_log_head set position = 12                                   | 11 | TRUNCATED
                    head's hash      | update event_log_head set hash = set_byte(hash, 0, get_byte(hash, 0) # 128) | 10 | HEAD_ALTERED
                    """)
    void tampering_is_found_where_it_begins(String how, String sql, long position, Kind kind) throws Exception {
        node.execute(AS_SUPERUSER + sql);

        assertFirstFlaw(verification.verify(), position, kind);
    }

    @Test
    void a_gap_in_a_contact_is_found_although_all_hashes_are_right() throws Exception {
        node.execute(AS_SUPERUSER + "update event_log set sequence = sequence + 100 where position = 9; "
                + REWRITE_ALL_HASHES);

        Verification result = verification.verify();
        assertFirstFlaw(result, 9, Kind.OUT_OF_SEQUENCE);
        assertThat(result.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.expected()).isEqualTo("sequence 4");
            assertThat(flaw.found()).isEqualTo("sequence 104");
        });
    }

    @Test
    void a_log_that_was_rewritten_with_all_its_hashes_is_found_out_by_a_remembered_head() throws Exception {
        Head remembered = node.log().head();
        node.note("later");
        assertThat(verification.verify(remembered).passed()).isTrue();

        node.execute(AS_SUPERUSER + "update event_log set data = '{}' where position = 3; " + REWRITE_ALL_HASHES);

        assertThat(verification.verify().passed()).isTrue();
        assertFirstFlaw(verification.verify(remembered), 10, Kind.NOT_AS_REMEMBERED);
    }

    @Test
    void a_log_that_was_shortened_with_its_head_is_found_out_by_a_remembered_head() throws Exception {
        Head remembered = node.log().head();

        node.execute(AS_SUPERUSER + "delete from event_log where position > 6; " + REWRITE_ALL_HASHES);

        assertThat(verification.verify().passed()).isTrue();
        assertFirstFlaw(verification.verify(remembered), 7, Kind.TRUNCATED);
    }

    @Test
    void a_flaw_says_which_event_it_is_and_what_was_expected_and_found() throws Exception {
        StoredEvent event = node.log().read(2, 1).getFirst();
        node.execute(AS_SUPERUSER + "update event_log set hash = decode(repeat('ab', 32), 'hex') where position = 3");

        Flaw flaw = verification.verify().flaws().getFirst();

        assertThat(flaw.event())
                .isEqualTo(
                        new Flaw.Event(event.contactId(), event.sequence(), event.eventId(), event.type(), event.at()));
        assertThat(flaw.expected()).isEqualTo(HexFormat.of().formatHex(event.hash()));
        assertThat(flaw.found()).isEqualTo("ab".repeat(32));
    }

    @Test
    void all_flaws_are_found_and_each_once() throws Exception {
        node.execute(AS_SUPERUSER + """
                update event_log set revision = 2 where position = 2;
                delete from event_log where position = 5;
                update event_log set hash = decode(repeat('ab', 32), 'hex') where position = 8
                """);

        Verification result = verification.verify();

        assertThat(result.flaws())
                .extracting(Flaw::position, Flaw::kind)
                .containsExactly(
                        tuple(2L, Kind.ALTERED),
                        tuple(5L, Kind.MISSING),
                        tuple(7L, Kind.OUT_OF_SEQUENCE),
                        tuple(8L, Kind.ALTERED));
        assertThat(result.events()).isEqualTo(9);
        assertThat(result.stoppedEarly()).isFalse();
    }

    @Test
    void a_state_that_does_not_follow_from_the_events_is_a_flaw() throws Exception {
        UUID contact = node.log().read(4, 1).getFirst().contactId();
        StoredStateCheck check = (id, sequence) -> !(id.equals(contact) && sequence == 2);

        Verification result = new LogVerification(node.dataSource(), check).verify();

        assertFirstFlaw(result, 5, Kind.WRONG_STATE);
        assertThat(result.flaws()).hasSize(1);
    }

    @Test
    void a_log_that_is_wrong_everywhere_is_not_read_to_its_end() throws Exception {
        UUID contact = UUID.randomUUID();
        node.log()
                .append(IntStream.range(0, 1_000)
                        .mapToObj(sequence -> event(contact, sequence, "many"))
                        .toList());
        node.execute(AS_SUPERUSER + "update event_log set revision = 2");

        Verification result = verification.verify();

        assertThat(result.flaws()).hasSize(Verification.MAX_FLAWS);
        assertThat(result.stoppedEarly()).isTrue();
    }

    @Test
    void no_snapshot_is_held_from_one_page_to_the_next() throws Exception {
        UUID contact = UUID.randomUUID();
        node.log()
                .append(IntStream.range(0, 1_000)
                        .mapToObj(sequence -> event(contact, sequence, "many"))
                        .toList());
        List<Integer> snapshots = new ArrayList<>();
        DataSource betweenPages = whenConnecting(() -> {
            node.note("meanwhile");
            snapshots.add(node.count("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                        and (backend_xmin is not null or backend_xid is not null)
                    """));
        });

        Verification result = new LogVerification(betweenPages).verify();

        assertThat(result.passed()).isTrue();
        assertThat(snapshots).hasSizeGreaterThan(2).containsOnly(0);
    }

    @Test
    void a_reset_meanwhile_is_told() {
        AtomicInteger connections = new AtomicInteger();
        DataSource resetting = whenConnecting(() -> {
            if (connections.incrementAndGet() == 2) {
                node.log().reset(List.of());
                node.note("another log");
            }
        });

        assertThatThrownBy(() -> new LogVerification(resetting).verify()).isInstanceOf(TimelineEnded.class);
    }

    private static DataSource whenConnecting(Runnable action) {
        return new DelegatingDataSource(node.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                action.run();
                return super.getConnection();
            }
        };
    }

    private static void assertFirstFlaw(Verification result, long position, Kind kind) {
        assertThat(result.flaws()).first().satisfies(flaw -> {
            assertThat(flaw.position()).isEqualTo(position);
            assertThat(flaw.kind()).isEqualTo(kind);
        });
    }
}
