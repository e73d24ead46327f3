package dev.contactsimulator.engine;

import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.hello;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.ExampleChat;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.support.SharedLog;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A contact that is not in memory: what it costs to read it, and that nothing of it is lost. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ColdContactTest {

    private final SharedLog log = new SharedLog();
    private final AxonContacts node = new AxonContacts(log, log.timelines(), DataSize.ofMegabytes(8));

    private Outcome send(ContactCommand command, String invocationId) {
        return node.send(command, new RequestContext("request", invocationId, null, "operation", null))
                .orElseThrow();
    }

    private void aChatOf(int messages) {
        for (int n = 0; n < messages; n++) send(hello(START.plusSeconds(n)), "call " + n);
        node.forget();
    }

    @Test
    void a_long_contact_costs_no_more_to_read_than_a_short_one() {
        aChatOf(2_000);
        int before = log.eventsRead();

        send(hello(START.plusSeconds(2_000)), "cold");

        assertThat(log.eventsRead() - before).isLessThanOrEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void states_in_the_log_are_those_that_the_events_lead_to(long seed) {
        Random random = new Random(seed);
        send(hello(START), "first");
        while (log.size() < 800) {
            ContactCommand command = command(random, START.plusMillis(log.size()));
            send(command, "call " + random.nextInt(2_000));
            if (random.nextInt(100) == 0) node.forget();
        }

        assertThat(statesOfTheLog()).isEqualTo(3);
    }

    private static ContactCommand command(Random random, Instant at) {
        return switch (random.nextInt(8)) {
            case 0 -> new ReceiveEvent(CONTACT, ContentTypes.TYPING, null, at);
            case 1 -> new UpdateAttributes(CONTACT, Map.of("key" + random.nextInt(9), "value" + random.nextInt()), at);
            case 2 -> new TagContact(CONTACT, Map.of("key" + random.nextInt(5), "value"), at);
            case 3 -> new UntagContact(CONTACT, Set.of("key" + random.nextInt(5)), at);
            default -> hello(at);
        };
    }

    /** The events of a command are at 254 and 255, at 255 and 256, or at 256 and 257. */
    @ParameterizedTest
    @ValueSource(ints = {252, 253, 254})
    void the_events_of_a_command_may_be_before_and_after_a_state(int messages) {
        aChatOf(messages);
        send(new ReceiveDisconnect(CONTACT, START.plusSeconds(1_000)), "end");
        send(new UpdateAttributes(CONTACT, Map.of("a", "b"), START.plusSeconds(1_001)), "after the end");
        assertThat(statesOfTheLog()).isEqualTo(1);
        node.forget();

        assertThat(send(hello(START.plusSeconds(1_002)), "late")).isEqualTo(new Ended(START.plusSeconds(1_000)));
    }

    /** Compares each state with the fold of all events before it. */
    private int statesOfTheLog() {
        StoredStates states = new StoredStates();
        LoadedContact folded = LoadedContact.empty();
        int found = 0;
        for (DomainEventMessage<?> event :
                log.readEvents(CONTACT.toString(), 0).asStream().toList()) {
            if (states.before(event) != null) found++;
            assertThat(states.isAbsentOrOf(folded, event)).isTrue();
            folded.add(event);
        }
        return found;
    }

    @Test
    void a_receipt_may_be_for_a_message_of_long_ago() {
        aChatOf(600);

        send(
                new ReceiveEvent(
                        CONTACT,
                        ContentTypes.MESSAGE_READ,
                        ExampleChat.item(2, START).toString(),
                        START.plusSeconds(600)),
                "receipt");

        assertThat(log.events(CONTACT)).hasSize(603);
    }

    @Test
    void a_retry_is_recognised_though_its_event_was_not_read() {
        aChatOf(600);

        send(hello(START.plusSeconds(600)), "call 400");

        assertThat(log.events(CONTACT)).hasSize(602);
    }
}
