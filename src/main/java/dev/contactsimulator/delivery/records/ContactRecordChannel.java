package dev.contactsimulator.delivery.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.Outgoing;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the record of a contact as a file when it has ended, and again when its attributes or tags are updated after that.
 * A record is always the latest: who reads it compares its LastUpdateTimestamp.
 */
public final class ContactRecordChannel implements Channel {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ContactQueries contacts;
    private final ContactRecords records;
    private final FileNames names;
    private final @Nullable FileStore store;

    /** @param store null for the ledger alone */
    public ContactRecordChannel(
            ContactQueries contacts, ContactRecords records, FileNames names, @Nullable FileStore store) {
        this.contacts = contacts;
        this.records = records;
        this.names = names;
        this.store = store;
    }

    @Override
    public String name() {
        return "contact-records";
    }

    @Override
    public boolean isConnected() {
        return store != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return event instanceof Disconnected || event instanceof DataEvent;
    }

    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return contact.endedAt() == null ? List.of() : List.of(names.record(contact));
    }

    @Override
    public String payload(Outgoing outgoing) {
        return JSON.writeValueAsString(record(outgoing).orElse(Map.of()));
    }

    private Optional<Map<String, @Nullable Object>> record(Outgoing outgoing) {
        ContactFacts contact = outgoing.contact();
        Optional<ContactRow> row = contacts.contact(contact.contactId());
        String transcript = names.transcript(contact);
        return row.map(found -> records.of(found, store == null ? transcript : store.location(transcript)));
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed {
        if (store == null) return;
        Map<String, @Nullable Object> record =
                record(outgoing).orElseThrow(() -> new DeliveryFailed("the view has no such contact", null));
        store.write(outgoing.target(), JSON.writeValueAsString(record).getBytes(UTF_8));
    }
}
