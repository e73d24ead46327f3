package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactState;
import dev.contactsimulator.eventlog.CanonicalJson;
import dev.contactsimulator.retry.HandledCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The states of contacts in the log. Every event whose sequence is a multiple of {@value #INTERVAL}, but the first, carries
 * in its metadata the state that the events before it lead to. So a contact is read from its newest such event on, at a
 * cost that does not grow with its length. The log's hashes cover the state as they cover all metadata.
 */
final class StoredStates {

    static final int INTERVAL = 256;

    /** The key of the state in the metadata. */
    static final String STATE = "state";

    /** To be raised when the meaning or the form of a state changes; a state of another revision is not used. */
    private static final int REVISION = 3;

    /** @param calls as {@link HandledCalls#toBytes} gives them */
    private record StoredState(int revision, ContactState contact, byte[] calls) {}

    private final JsonMapper json = CanonicalJson.mapper();

    /** The events of a command as they are stored; {@code contact} is the state that the command was handled on. */
    List<? extends DomainEventMessage<?>> attach(
            @Nullable LoadedContact contact, List<? extends DomainEventMessage<?>> events) {
        if (contact == null || events.stream().noneMatch(event -> isDue(event.getSequenceNumber()))) return events;
        LoadedContact before = contact.copy();
        List<DomainEventMessage<?>> stored = new ArrayList<>();
        for (DomainEventMessage<?> event : events) {
            stored.add(isDue(event.getSequenceNumber()) ? event.andMetaData(Map.of(STATE, write(before))) : event);
            before.add(event);
        }
        return stored;
    }

    /** The contact before the event, or null if the event does not carry that in a form that is known. */
    @Nullable
    LoadedContact before(DomainEventMessage<?> event) {
        JsonNode state = stateIn(event);
        if (state == null) return null;
        StoredState stored = json.treeToValue(state, StoredState.class);
        int events = Math.toIntExact(event.getSequenceNumber());
        ContactId id = ContactId.of(event.getAggregateIdentifier());
        return new LoadedContact(
                ChatContact.of(id, events, stored.contact()), events - 1, HandledCalls.of(stored.calls()));
    }

    /** Whether the event carries no state in a form that is known, or this. */
    boolean isAbsentOrOf(LoadedContact contact, DomainEventMessage<?> event) {
        JsonNode state = stateIn(event);
        return state == null || state.equals(json.readTree(write(contact)));
    }

    private @Nullable JsonNode stateIn(DomainEventMessage<?> event) {
        if (!isDue(event.getSequenceNumber())) return null;
        if (!(event.getMetaData().get(STATE) instanceof String text)) return null;
        JsonNode state = json.readTree(text);
        return state.path("revision").asInt(0) == REVISION ? state : null;
    }

    /** Whether the event of the sequence carries a state. */
    static boolean isDue(long sequence) {
        return sequence > 0 && sequence % INTERVAL == 0;
    }

    private String write(LoadedContact contact) {
        return json.writeValueAsString(new StoredState(
                REVISION, contact.root().state(), contact.calls().toBytes()));
    }
}
