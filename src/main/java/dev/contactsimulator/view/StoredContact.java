package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Deadlines;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.ContactRow.Origin;
import dev.contactsimulator.view.Handling.Agent;
import dev.contactsimulator.view.Handling.Messages;
import dev.contactsimulator.view.Handling.Queue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/**
 * A row of {@code contact_view}. Its fields are the table's columns, in snake case: JPA reads it for queries, {@link
 * ContactRows} reads and writes many at once. A column that is not updatable is written once, with the first event.
 */
@Entity
@Immutable
@Table(name = "contact_view")
@NullUnmarked
class StoredContact {

    @Id
    private UUID contactId;

    /** Null for the first of its chain, as {@link #previousContactId} and {@link #initiationMethod} are. */
    @Column(updatable = false)
    private UUID initialContactId;

    @Column(updatable = false)
    private UUID previousContactId;

    private UUID nextContactId;

    /** Of the first of a chain that has others. */
    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> furtherContacts;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InitiationMethod initiationMethod;

    @Column(updatable = false)
    private String instanceId;

    @Column(updatable = false)
    private String flowId;

    @Column(updatable = false)
    private String sourceId;

    @Column(updatable = false)
    private String destinationId;

    @Column(updatable = false)
    private String subtype;

    @Column(updatable = false)
    private int number;

    @Column(updatable = false)
    private UUID customerId;

    @Column(updatable = false)
    private String customerName;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> supportedContentTypes;

    @Column(updatable = false)
    private String streamingEndpointArn;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> attributes;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> segmentAttributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    @Column(updatable = false)
    private Instant initiatedAt;

    private Instant connectedAt;

    @Column(updatable = false)
    private Instant expiresAt;

    @Column(updatable = false)
    private String customerReference;

    @Column(updatable = false)
    private String relatedContactId;

    /** Null where only the chat's duration counts. */
    @JdbcTypeCode(SqlTypes.JSON)
    private Deadlines deadlines;

    private Instant dueAt;
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DisconnectReason disconnectReason;

    private String queueId;
    private Instant enqueuedAt;
    private String agentId;
    private Instant agentConnectedAt;

    /** Null if there are none, as for {@link #botMessages}. */
    @JdbcTypeCode(SqlTypes.JSON)
    private Messages agentMessages;

    @JdbcTypeCode(SqlTypes.JSON)
    private Messages botMessages;

    private Instant lastUpdateAt;
    private int messages;
    private int customerMessages;
    private long customerMessageChars;
    private Instant lastCustomerMessageAt;
    private long position;

    StoredContact() {}

    static StoredContact of(ContactRow row) {
        StoredContact stored = new StoredContact();
        Origin origin = row.origin();
        stored.contactId = origin.contactId().value();
        stored.take(row.chain(), origin.contactId());
        stored.instanceId = origin.instanceId();
        stored.flowId = origin.flowId();
        if (origin.chat() != null) {
            stored.sourceId = origin.chat().sourceId();
            stored.destinationId = origin.chat().destinationId();
            stored.subtype = origin.chat().subtype();
        }
        stored.number = origin.number();
        stored.customerId = origin.customer().value();
        stored.customerName = origin.customerName();
        stored.supportedContentTypes = origin.supportedContentTypes();
        stored.streamingEndpointArn = origin.streamingEndpointArn();
        stored.segmentAttributes = origin.segmentAttributes();
        stored.initiatedAt = origin.initiatedAt();
        stored.expiresAt = origin.expiresAt();
        stored.customerReference = origin.customerReference();
        stored.relatedContactId = origin.relatedContactId();
        stored.deadlines = row.deadlines().areOfDurationOnly() ? null : row.deadlines();
        stored.dueAt = row.dueAt();
        stored.attributes = row.attributes();
        stored.tags = row.tags();
        stored.connectedAt = row.connectedAt();
        if (row.end() != null) {
            stored.endedAt = row.end().at();
            stored.disconnectReason = row.end().reason();
        }
        stored.messages = row.metrics().messages();
        stored.customerMessages = row.metrics().customerMessages();
        stored.customerMessageChars = row.metrics().customerMessageChars();
        stored.lastCustomerMessageAt = row.metrics().lastCustomerMessageAt();
        stored.take(row.handling());
        stored.lastUpdateAt = row.lastUpdateAt();
        stored.position = row.position();
        return stored;
    }

    private void take(Chain chain, ContactId contact) {
        if (!chain.initial().equals(contact)) initialContactId = chain.initial().value();
        if (chain.previous() != null) previousContactId = chain.previous().value();
        if (chain.next() != null) nextContactId = chain.next().value();
        if (chain.initiationMethod() != InitiationMethod.API) initiationMethod = chain.initiationMethod();
        if (!chain.further().isEmpty()) {
            furtherContacts = chain.further().stream().map(ContactId::value).toList();
        }
    }

    private Chain chain() {
        return new Chain(
                new ContactId(initialContactId == null ? contactId : initialContactId),
                previousContactId == null ? null : new ContactId(previousContactId),
                nextContactId == null ? null : new ContactId(nextContactId),
                initiationMethod == null ? InitiationMethod.API : initiationMethod,
                furtherContacts == null
                        ? List.of()
                        : furtherContacts.stream().map(ContactId::new).toList());
    }

    private void take(Handling handling) {
        if (handling.queue() != null) {
            queueId = handling.queue().id();
            enqueuedAt = handling.queue().enqueuedAt();
        }
        if (handling.agent() != null) {
            agentId = handling.agent().id();
            agentConnectedAt = handling.agent().connectedAt();
        }
        if (handling.agentMessages().count() > 0) agentMessages = handling.agentMessages();
        if (handling.botMessages().count() > 0) botMessages = handling.botMessages();
    }

    private Handling handling() {
        return new Handling(
                queueId == null ? null : new Queue(queueId, enqueuedAt),
                agentId == null ? null : new Agent(agentId, agentConnectedAt),
                agentMessages == null ? Messages.NONE : agentMessages,
                botMessages == null ? Messages.NONE : botMessages);
    }

    ContactRow row() {
        Origin origin = new Origin(
                new ContactId(contactId),
                instanceId,
                flowId,
                sourceId == null ? null : new ChatName(sourceId, destinationId, subtype),
                number,
                new ParticipantId(customerId),
                customerName,
                supportedContentTypes,
                streamingEndpointArn,
                segmentAttributes,
                initiatedAt,
                expiresAt,
                customerReference,
                relatedContactId);
        return new ContactRow(
                origin,
                chain(),
                attributes,
                tags,
                connectedAt,
                endedAt == null ? null : new End(endedAt, disconnectReason),
                new Metrics(messages, customerMessages, customerMessageChars, lastCustomerMessageAt),
                handling(),
                lastUpdateAt,
                deadlines == null ? Deadlines.ofDuration(disconnectReason == null ? expiresAt : null) : deadlines,
                position);
    }
}
