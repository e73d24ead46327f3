package dev.contactsimulator.engine;

import static dev.contactsimulator.contact.ExampleChat.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ExampleChat;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.contact.SessionDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** What a contact takes in memory, and whether it is charged as much. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContactMemoryTest {

    private static final int CONTACTS = 5_000;
    private static final long HEAP = DataSize.ofMegabytes(512).toBytes();

    @ParameterizedTest
    @CsvSource({"1, 0", "8, 0", "40, 0", "250, 0", "1, 10", "1, 100"})
    void a_contact_is_charged_what_it_takes(int messages, int attributes) {
        Map<ContactId, LoadedContact> contacts = HashMap.newHashMap(CONTACTS);
        long before = usedHeap();
        for (int n = 0; n < CONTACTS; n++) {
            contacts.put(new ContactId(UUID.randomUUID()), contact(messages, attributes));
        }
        double taken = usedHeap() - before;

        long charged =
                contacts.values().stream().mapToLong(LoadedContact::bytes).sum();
        assertThat(charged / taken).isBetween(0.9, 1.8);
    }

    @Test
    void fifty_thousand_active_contacts_fit_into_the_default() {
        DataSize memory = new EngineSettings(null).contactsIn(HEAP);

        assertThat(50_000L * contact(40, 0).bytes()).isLessThanOrEqualTo(memory.toBytes());
        assertThat(memory.toBytes()).isLessThanOrEqualTo(HEAP / 4);
    }

    private static LoadedContact contact(int messages, int attributes) {
        ContactId id = new ContactId(UUID.randomUUID());
        Participant customer =
                new Participant(ParticipantId.customerOf(id), ParticipantRole.CUSTOMER, text("+12065", id));
        List<ContactEvent> events = new ArrayList<>();
        events.add(new ContactCreated(
                id,
                "instance",
                "flow",
                new ChatName(customer.displayName(), ExampleChat.NUMBER, null),
                1,
                customer,
                new SessionDetails(
                        customer.displayName(), new ArrayList<>(List.of("text/plain")), pairs(attributes), null),
                ExampleChat.EXPIRY,
                START.plusSeconds(1),
                null));
        events.add(new ParticipantJoined(id, ItemId.of(id, 1, START), customer, START));
        for (int sequence = 2; sequence < messages + 2; sequence++) {
            events.add(new MessageSent(
                    id, ItemId.of(id, sequence, START), customer, ExampleChat.text("hello"), START.plusSeconds(2)));
        }
        LoadedContact contact = LoadedContact.empty();
        for (int sequence = 0; sequence < events.size(); sequence++) {
            contact.add(new GenericDomainEventMessage<>(
                    "ChatContact",
                    id.toString(),
                    sequence,
                    events.get(sequence),
                    Map.of(RequestContext.INVOCATION_ID, UUID.randomUUID().toString())));
        }
        return contact;
    }

    private static Map<String, String> pairs(int number) {
        Map<String, String> pairs = new HashMap<>();
        for (int n = 0; n < number; n++) pairs.put(text("attribute", n), text("some value of some length ", n));
        return pairs;
    }

    /** A string of its own, as one that was read. */
    private static String text(String start, Object end) {
        return start + end;
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int n = 0; n < 3; n++) System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
