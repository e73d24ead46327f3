package dev.contactsimulator.audit;

import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.contactsimulator.audit.Flaw.Kind;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.engine.AxonContacts;
import dev.contactsimulator.engine.ContactEventTypes;
import dev.contactsimulator.engine.LogEventStorageEngine;
import dev.contactsimulator.engine.StateVerification;
import dev.contactsimulator.engine.Timelines;
import dev.contactsimulator.eventlog.TestLog;
import dev.contactsimulator.support.SharedLog;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** The states in the log are not only covered by its hashes: they are those that the events lead to. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoredStatesIT {

    private static TestLog node;
    private static LogEventStorageEngine events;
    private static AxonContacts contacts;
    private static LogVerification verification;

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase(ContactEventTypes.all());
        events = new LogEventStorageEngine(node.log(), "ChatContact");
        contacts = new AxonContacts(events, Timelines.of(node.log()), DataSize.ofMegabytes(8));
        verification = new LogVerification(node.dataSource(), new StateVerification(events));
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @BeforeEach
    void a_chat_with_two_states() {
        node.log().reset(List.of());
        contacts.forget();
        SharedLog chat = new SharedLog();
        AxonContacts inMemory = new AxonContacts(chat, chat.timelines(), DataSize.ofMegabytes(8));
        for (int n = 0; n < 600; n++) send(inMemory, hello(START.plusMillis(n)), "call " + n);
        events.appendEvents(chat.readEvents(CONTACT.toString(), 0).asStream().toList());
    }

    private static Outcome send(ContactCommand command, String invocationId) {
        return send(contacts, command, invocationId);
    }

    private static Outcome send(AxonContacts to, ContactCommand command, String invocationId) {
        return to.send(command, new RequestContext("request", invocationId, null, "operation", null))
                .orElseThrow();
    }

    @Test
    void states_that_the_events_lead_to_pass() throws Exception {
        assertThat(node.count("select count(*) from event_log where metadata->>'state' is not null"))
                .isEqualTo(2);
        assertThat(verification.verify().flaws()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "512"})
    void a_planted_state_is_found_although_all_hashes_are_right(int sequence) throws Exception {
        node.execute(LogVerificationIT.AS_SUPERUSER + """
                update event_log set metadata = replace(metadata::text, '\\"latest\\":',
                    '\\"endedAt\\":\\"2026-03-02T10:00:00Z\\",\\"latest\\":')::json
                where sequence = %d;
                """.formatted(sequence) + LogVerificationIT.REWRITE_ALL_HASHES);

        assertThat(verification.verify().flaws())
                .extracting(Flaw::position, Flaw::kind)
                .contains(tuple(sequence + 1L, Kind.WRONG_STATE));
    }

    @Test
    void a_planted_state_would_be_believed_without_the_check() {
        node.execute(LogVerificationIT.AS_SUPERUSER + """
                update event_log set metadata = replace(metadata::text, '\\"latest\\":',
                    '\\"endedAt\\":\\"2026-03-02T10:00:00Z\\",\\"latest\\":')::json
                where sequence = 512
                """);

        assertThat(send(hello(START.plusMillis(600)), "cold")).isInstanceOf(Ended.class);
    }

    @Test
    void a_contact_without_states_is_read_from_its_beginning_and_passes() throws Exception {
        node.execute(LogVerificationIT.AS_SUPERUSER + """
                update event_log set metadata = replace(metadata::text, '"state"', '"former"')::json
                where metadata->>'state' is not null;
                """ + LogVerificationIT.REWRITE_ALL_HASHES);

        assertThat(send(hello(START.plusMillis(600)), "cold")).isInstanceOf(Handled.class);
        assertThat(send(hello(START.plusMillis(600)), "call 500")).isInstanceOf(Handled.class);
        assertThat(node.log().readContact(CONTACT.value(), 602, 10)).hasSize(1);
        assertThat(verification.verify().flaws()).isEmpty();
    }

    @Test
    void a_state_of_another_revision_is_not_used() {
        node.execute(LogVerificationIT.AS_SUPERUSER + """
                update event_log set metadata = replace(metadata::text, '{\\"revision\\":', '{\\"former\\":')::json
                where sequence = 512
                """);

        assertThat(send(hello(START.plusMillis(600)), "cold")).isInstanceOf(Handled.class);
    }
}
