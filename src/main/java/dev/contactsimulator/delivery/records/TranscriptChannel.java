package dev.contactsimulator.delivery.records;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.ItemJson;
import dev.contactsimulator.delivery.Outgoing;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the transcript of a chat as a file when it has ended. */
public final class TranscriptChannel implements Channel {

    /** Of the format. */
    private static final String VERSION = "2019-08-26";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventLog events;
    private final String accountId;
    private final FileNames names;
    private final @Nullable FileStore store;

    /** @param store null for the ledger alone */
    public TranscriptChannel(EventLog events, String accountId, FileNames names, @Nullable FileStore store) {
        this.events = events;
        this.accountId = accountId;
        this.names = names;
        this.store = store;
    }

    @Override
    public String name() {
        return "transcripts";
    }

    @Override
    public boolean isConnected() {
        return store != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return event instanceof Disconnected;
    }

    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return List.of(names.transcript(contact));
    }

    /** Where the file is, since it may be large. */
    @Override
    public String payload(Outgoing outgoing) {
        return JSON.writeValueAsString(Map.of("key", outgoing.target()));
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed {
        if (store != null) store.write(outgoing.target(), transcript(outgoing.contact()));
    }

    private byte[] transcript(ContactFacts contact) {
        List<ChatItem> items = new ArrayList<>();
        Set<ParticipantId> participants = new LinkedHashSet<>();
        EventPages pages = EventPages.ofContact(events, contact.contactId().value(), 0, contact.sequence() + 1);
        while (pages.hasNext()) {
            ChatItem.of((ContactEvent) events.decode(pages.next()).payload())
                    .filter(ChatItem::isInTranscript)
                    .ifPresent(items::add);
        }
        for (ChatItem item : items) {
            if (item.participant() != null) participants.add(item.participant().id());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("Version", VERSION);
            json.writeStringProperty("AWSAccountId", accountId);
            json.writeStringProperty("InstanceId", contact.instanceId());
            json.writeStringProperty("InitialContactId", contact.contactId().toString());
            json.writeStringProperty("ContactId", contact.contactId().toString());
            json.writeArrayPropertyStart("Participants");
            for (ParticipantId participant : participants) {
                json.writeStartObject();
                json.writeStringProperty("ParticipantId", participant.toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("Transcript");
            for (ChatItem item : items) ItemJson.writeTranscriptItem(json, item);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
