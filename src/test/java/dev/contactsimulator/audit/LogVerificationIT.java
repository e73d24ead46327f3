package dev.contactsimulator.audit;

import static dev.contactsimulator.eventlog.TestLog.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contactsimulator.audit.Flaw.Kind;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.TestLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

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

        assertThat(result.flaw()).isEmpty();
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
        assertThat(verification.verify().flaw()).contains(new Flaw(4_444, Kind.ALTERED));
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

        assertThat(verification.verify().flaw()).contains(new Flaw(position, kind));
    }

    @Test
    void a_gap_in_a_contact_is_found_although_all_hashes_are_right() throws Exception {
        node.execute(AS_SUPERUSER + "update event_log set sequence = sequence + 100 where position = 9; "
                + REWRITE_ALL_HASHES);

        assertThat(verification.verify().flaw()).contains(new Flaw(9, Kind.OUT_OF_SEQUENCE));
    }

    @Test
    void a_log_that_was_rewritten_with_all_its_hashes_is_found_out_by_a_remembered_head() throws Exception {
        Head remembered = node.log().head();
        node.note("later");
        assertThat(verification.verify(remembered).passed()).isTrue();

        node.execute(AS_SUPERUSER + "update event_log set data = '{}' where position = 3; " + REWRITE_ALL_HASHES);

        assertThat(verification.verify().passed()).isTrue();
        assertThat(verification.verify(remembered).flaw()).contains(new Flaw(10, Kind.NOT_AS_REMEMBERED));
    }

    @Test
    void a_log_that_was_shortened_with_its_head_is_found_out_by_a_remembered_head() throws Exception {
        Head remembered = node.log().head();

        node.execute(AS_SUPERUSER + "delete from event_log where position > 6; " + REWRITE_ALL_HASHES);

        assertThat(verification.verify().passed()).isTrue();
        assertThat(verification.verify(remembered).flaw()).contains(new Flaw(7, Kind.TRUNCATED));
    }

    @Test
    void a_verifier_in_another_language_agrees(@TempDir Path directory) throws Exception {
        assumeTrue(hasPython(), "python3 is there");
        Path export = directory.resolve("log.csv");

        assertThat(verifyInPython(export)).isEqualTo("10 " + node.log().head().hexHash());

        node.execute(AS_SUPERUSER + "update event_log set at = at + interval '1 microsecond' where position = 3");
        assertThat(verifyInPython(export)).isEqualTo("first bad position: 3");
    }

    private String verifyInPython(Path export) throws Exception {
        try (Connection connection = node.dataSource().getConnection();
                OutputStream file = Files.newOutputStream(export)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                            copy (select position, contact_id, sequence, event_id, type, revision,
                                         (extract(epoch from at) * 1000000)::bigint, data, metadata, encode(hash, 'hex')
                                  from event_log order by position) to stdout csv
                            """, file);
        }
        Process python = new ProcessBuilder("python3", "src/test/resources/verify_log.py")
                .redirectInput(export.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(python.getInputStream().readAllBytes(), UTF_8).strip();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
