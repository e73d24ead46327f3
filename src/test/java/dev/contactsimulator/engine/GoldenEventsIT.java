package dev.contactsimulator.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStopped;
import dev.contactsimulator.contact.ContactEvent.TimersConfigured;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.SessionDetails;
import dev.contactsimulator.contact.StreamingId;
import dev.contactsimulator.contact.Timers;
import dev.contactsimulator.eventlog.EventHash;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.eventlog.TestLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the events of today with those that were stored once ({@code golden/<type>-<revision>.txt}, and more where a component is not always there: a line for each
 * column, its name and its very bytes, and the digest). A golden file is never changed. When a type gets a new revision,
 * its old file stays, and is read as today's event.
 */
class GoldenEventsIT {

    private static final UUID CONTACT = UUID.fromString("6f9619ff-8b86-4011-b42d-00c04fc964ff");
    private static final ContactId ID = new ContactId(CONTACT);
    private static final ItemId ITEM = ItemId.of("019ca8e2-4f1b-7002-8000-0123456789ab");
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final Participant CUSTOMER = new Participant(
            new ParticipantId(UUID.fromString("0b0a6a3e-5d2c-4b52-9a0f-1c2d3e4f5a6b")),
            ParticipantRole.CUSTOMER,
            "Zoë 😀");

    private static final Participant BOT = new Participant(
            new ParticipantId(UUID.fromString("7d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a")),
            ParticipantRole.CUSTOM_BOT,
            "Bot");
    private static final Participant AGENT = new Participant(
            new ParticipantId(UUID.fromString("5e4d3c2b-1a09-4f8e-9d7c-6b5a4f3e2d1c")), ParticipantRole.AGENT, "Ann");
    private static final ContactId NEXT = ContactId.of("2f1e0d9c-8b7a-4695-8473-625140302f1e");
    private static final ContactId SEGMENT = ContactId.of("7c6b5a49-3827-4615-8403-f2e1d0c9b8a7");
    private static final StreamingId STREAMING =
            new StreamingId(UUID.fromString("a1b2c3d4-e5f6-3a7b-8c9d-0e1f2a3b4c5d"));

    private static final Map<String, ContactEvent> EVENTS = Map.ofEntries(
            entry(
                    "ContactCreated-1",
                    new ContactCreated(
                            ID,
                            "12345678-1234-4234-8234-123456789012",
                            "87654321-4321-4321-8321-210987654321",
                            new ChatName(
                                    "+12065550142",
                                    "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef",
                                    "connect:SMS"),
                            1,
                            CUSTOMER,
                            new SessionDetails(
                                    "Zoë 😀",
                                    List.of("text/plain", "text/markdown"),
                                    Map.of("tier", "gold", "language", "nl"),
                                    "arn:aws:sns:us-east-1:111122223333:topic"),
                            Instant.parse("2026-03-02T11:15:30.123456Z"),
                            AT,
                            null)),
            entry("ParticipantJoined-1", new ParticipantJoined(ID, ITEM, CUSTOMER, AT)),
            entry(
                    "MessageSent-1",
                    new MessageSent(
                            ID, ITEM, CUSTOMER, new MessageContent("text/plain", "\"hi\"\n\\ grüße 😀 \u0000"), AT)),
            entry(
                    "MessageSent-1-after-a-transfer",
                    new MessageSent(ID, ITEM, CUSTOMER, new MessageContent("text/plain", "hi"), AT, SEGMENT)),
            entry(
                    "EventSent-1",
                    new EventSent(ID, ITEM, CUSTOMER, "application/vnd.amazonaws.connect.event.typing", null, AT)),
            entry("ParticipantLeft-1", new ParticipantLeft(ID, ITEM, CUSTOMER, AT)),
            entry("Disconnected-1", new Disconnected(ID, ITEM, DisconnectReason.CUSTOMER_DISCONNECT, AT)),
            entry("AttributesUpdated-1", new AttributesUpdated(ID, Map.of("tier", "silver", "empty", ""), AT)),
            entry("ContactTagged-1", new ContactTagged(ID, Map.of("team", "north", "cost-centre", "42"), AT)),
            entry("ContactUntagged-1", new ContactUntagged(ID, Set.of("team", "cost-centre", "a"), AT)),
            entry(
                    "ParticipantCreated-1",
                    new ParticipantCreated(ID, BOT, Instant.parse("2026-03-01T10:15:45.123456Z"), AT)),
            entry(
                    "AttachmentSent-1",
                    new AttachmentSent(
                            ID,
                            ITEM,
                            CUSTOMER,
                            new Attachment(
                                    UUID.fromString("3c1f0a52-7c1e-4c58-9d3e-2b5a6c7d8e9f"),
                                    "grüße.pdf",
                                    "application/pdf",
                                    12_345),
                            AT)),
            entry(
                    "StreamingStarted-1",
                    new StreamingStarted(ID, STREAMING, "arn:aws:sns:us-east-1:111122223333:topic", AT)),
            entry(
                    "TimersConfigured-1",
                    new TimersConfigured(
                            ID,
                            List.of(
                                    new Timers.Setting(ParticipantRole.CUSTOMER, Timers.Type.IDLE, 2),
                                    new Timers.Setting(
                                            ParticipantRole.AGENT, Timers.Type.DISCONNECT_NONCUSTOMER, null)),
                            AT)),
            entry("StreamingStopped-1", new StreamingStopped(ID, STREAMING, AT)),
            entry("ContactQueued-1", new ContactQueued(ID, NEXT, "queue-1", AT)),
            entry("AgentConnected-1", new AgentConnected(ID, NEXT, AGENT, "agent-1", "queue-1", AT)),
            entry("SegmentEnded-1", new SegmentEnded(ID, ITEM, AGENT, NEXT, AT, SEGMENT)),
            entry("SegmentStarted-1", new SegmentStarted(ID, NEXT, SEGMENT, InitiationMethod.TRANSFER, "queue-1", AT)));

    private static final Map<String, String> METADATA = Map.of(
            "requestId", "5d8d5b5c-6c4e-4f0e-8d2b-3f6a0f1c2b3d",
            "invocationId", "a6a7c5a0-0c86-4c0c-9f4f-2f5b8b0c1d2e",
            "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "operation", "SendChatIntegrationEvent");

    private static TestLog node;

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase(ContactEventTypes.all());
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    static Set<String> names() {
        return EVENTS.keySet();
    }

    @Test
    void there_is_a_golden_file_for_each_type_of_event() {
        assertThat(EVENTS.values().stream().map(Object::getClass).collect(toSet()))
                .isEqualTo(recordsOf(ContactEvent.class).collect(toSet()));
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenEventsIT::recordsOf)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_golden_event_is_read_as_the_event_that_it_was(String name) {
        StoredEvent golden = stored(golden(name));

        assertThat(node.log().decode(golden).payload()).isEqualTo(EVENTS.get(name));
        assertThat(node.log().decode(golden).metadata()).isEqualTo(METADATA);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_golden_event_has_its_digest(String name) {
        Map<String, String> golden = golden(name);

        assertThat(HexFormat.of().formatHex(new EventHash().digest(stored(golden))))
                .isEqualTo(golden.get("digest"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_event_is_still_written_as_its_golden_file_says(String name) throws Exception {
        node.log().reset(List.of());
        node.log()
                .append(List.of(new NewEvent(
                        CONTACT,
                        0,
                        UUID.fromString("1f0e3dad-9990-4d3c-9b6d-7c0f2f3b4a59"),
                        AT,
                        EVENTS.get(name),
                        METADATA)));
        Map<String, String> written = lines(node.log().read(0, 1).getFirst());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("src/test/resources/golden", name + ".txt"), text(written));
        }

        assertThat(written).isEqualTo(golden(name));
    }

    private static Map<String, String> lines(StoredEvent event) {
        return new TreeMap<>(Map.of(
                "contact_id", event.contactId().toString(),
                "sequence", String.valueOf(event.sequence()),
                "event_id", event.eventId().toString(),
                "type", event.type(),
                "revision", String.valueOf(event.revision()),
                "at", event.at().toString(),
                "data", event.data(),
                "metadata", event.metadata(),
                "digest", HexFormat.of().formatHex(new EventHash().digest(event))));
    }

    private static StoredEvent stored(Map<String, String> lines) {
        return new StoredEvent(
                1,
                UUID.fromString(lines.get("contact_id")),
                Integer.parseInt(lines.get("sequence")),
                UUID.fromString(lines.get("event_id")),
                lines.get("type"),
                Integer.parseInt(lines.get("revision")),
                Instant.parse(lines.get("at")),
                lines.get("data"),
                lines.get("metadata"),
                new byte[32]);
    }

    private static String text(Map<String, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (column, value) -> text.append(column).append(' ').append(value).append('\n'));
        return text.toString();
    }

    private static Map<String, String> golden(String name) {
        try (InputStream file = GoldenEventsIT.class.getResourceAsStream("/golden/" + name + ".txt")) {
            assertThat(file).as(name).isNotNull();
            Map<String, String> lines = new TreeMap<>();
            Stream.of(new String(file.readAllBytes(), UTF_8).split("\n"))
                    .forEach(line ->
                            lines.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
