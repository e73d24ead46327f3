package dev.contactsimulator.delivery.contactevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.contactsimulator.aws.protocol.IsoMillis;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.delivery.AwsEndpoint;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.ContactProperties;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.InstanceArns;
import dev.contactsimulator.delivery.Outgoing;
import dev.contactsimulator.delivery.PhoneNumbers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import tools.jackson.databind.json.JsonMapper;

/** Puts contact events on an event bus. Each says what the contact was like at that event. */
public final class ContactEventsChannel implements Channel, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SOURCE = "aws.connect";
    private static final String DETAIL_TYPE = "Amazon Connect Contact Event";

    private final InstanceArns arns;
    private final PhoneNumbers numbers;
    private final String bus;
    private final @Nullable EventBridgeClient client;

    /** @param endpoint null for the ledger alone */
    public ContactEventsChannel(InstanceArns arns, PhoneNumbers numbers, String bus, @Nullable AwsEndpoint endpoint) {
        this.arns = arns;
        this.numbers = numbers;
        this.bus = bus;
        client = endpoint == null ? null : endpoint.client(EventBridgeClient.builder());
    }

    @Override
    public String name() {
        return "contact-events";
    }

    @Override
    public boolean isConnected() {
        return client != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return ContactEventType.isAny(event);
    }

    /** Two contact events of one event go together. */
    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return ContactEventType.of(event, contact).isEmpty() ? List.of() : List.of(bus);
    }

    @Override
    public String payload(Outgoing outgoing) {
        return JSON.writeValueAsString(ContactEventType.of(outgoing.event(), outgoing.contact()).stream()
                .map(type -> envelope(type, outgoing))
                .toList());
    }

    /** As rules and their targets see it. */
    private Map<String, Object> envelope(ContactEventType type, Outgoing outgoing) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("version", "0");
        envelope.put(
                "id",
                UUID.nameUUIDFromBytes((outgoing.recorded().eventId() + " " + type).getBytes(UTF_8))
                        .toString());
        envelope.put("detail-type", DETAIL_TYPE);
        envelope.put("source", SOURCE);
        envelope.put("account", arns.accountId());
        envelope.put("time", outgoing.event().at().truncatedTo(SECONDS).toString());
        envelope.put("region", arns.region());
        envelope.put("resources", resources(outgoing.contact()));
        envelope.put("detail", detail(type, outgoing));
        return envelope;
    }

    private List<String> resources(ContactFacts contact) {
        return List.of(arns.contact(contact.instanceId(), contact.contactId()), arns.instance(contact.instanceId()));
    }

    private Map<String, Object> detail(ContactEventType type, Outgoing outgoing) {
        ContactFacts contact = outgoing.contact();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("eventType", type.name());
        detail.put("contactId", contact.contactId().toString());
        detail.put("channel", ContactProperties.CHANNEL);
        detail.put("instanceArn", arns.instance(contact.instanceId()));
        detail.put("initiationMethod", ContactProperties.INITIATION_METHOD);
        put(detail, "initiationTimestamp", contact.initiatedAt());
        put(detail, "connectedToSystemTimestamp", contact.connectedAt());
        put(detail, "disconnectTimestamp", contact.endedAt());
        if (outgoing.event() instanceof ContactQueued queued) detail.put("queueInfo", queue(contact, queued));
        if (outgoing.event() instanceof AgentConnected connected) detail.put("agentInfo", agent(contact, connected));
        String updated = ContactEventType.updatedProperty(outgoing.event());
        if (updated != null) detail.put("updatedProperties", List.of(updated));
        detail.put("segmentAttributes", segmentAttributes(contact));
        detail.put(
                "tags",
                ContactProperties.tags(
                        contact.tags(),
                        contact.instanceId(),
                        Optional.ofNullable(contact.chat())
                                .flatMap(chat -> numbers.of(chat.destinationId()))
                                .orElse(null)));
        return detail;
    }

    private static Map<String, Object> segmentAttributes(ContactFacts contact) {
        Map<String, Object> attributes = new TreeMap<>();
        contact.segmentAttributes().forEach((name, value) -> attributes.put(name, Map.of("valueString", value)));
        return attributes;
    }

    private Map<String, Object> queue(ContactFacts contact, ContactQueued queued) {
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("queueArn", arns.queue(contact.instanceId(), queued.queueId()));
        queue.put("queueType", "STANDARD");
        queue.put("enqueueTimestamp", IsoMillis.text(queued.at()));
        return queue;
    }

    private Map<String, Object> agent(ContactFacts contact, AgentConnected connected) {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("agentArn", arns.agent(contact.instanceId(), connected.agentId()));
        agent.put("connectedToAgentTimestamp", IsoMillis.text(connected.at()));
        return agent;
    }

    /** A time that the contact does not have yet is left out. */
    private static void put(Map<String, Object> detail, String name, @Nullable Instant time) {
        if (time != null) detail.put(name, IsoMillis.text(time));
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed {
        if (client == null) return;
        List<PutEventsRequestEntry> entries = ContactEventType.of(outgoing.event(), outgoing.contact()).stream()
                .map(type -> entry(type, outgoing))
                .toList();
        try {
            PutEventsResponse response = client.putEvents(request -> request.entries(entries));
            if (response.failedEntryCount() > 0) {
                throw new DeliveryFailed(response.entries().getFirst().errorCode(), null);
            }
        } catch (SdkException failure) {
            throw AwsEndpoint.failed(failure);
        }
    }

    private PutEventsRequestEntry entry(ContactEventType type, Outgoing outgoing) {
        return PutEventsRequestEntry.builder()
                .time(outgoing.event().at().truncatedTo(SECONDS))
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .resources(resources(outgoing.contact()))
                .eventBusName(bus)
                .detail(JSON.writeValueAsString(detail(type, outgoing)))
                .build();
    }

    @Override
    public void close() {
        if (client != null) client.close();
    }
}
