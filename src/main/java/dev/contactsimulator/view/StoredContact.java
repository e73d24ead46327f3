package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.ContactRow.Origin;
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

/** The row of a contact for JPA, which only reads it. */
@Entity
@Immutable
@Table(name = "contact_view")
@NullUnmarked
class StoredContact {

    @Id
    private UUID contactId;

    private String instanceId;
    private String flowId;
    private String sourceId;
    private String destinationId;
    private String subtype;
    private int number;
    private UUID customerId;
    private String customerName;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> supportedContentTypes;

    private String streamingEndpointArn;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> attributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> segmentAttributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant initiatedAt;
    private Instant connectedAt;
    private Instant expiresAt;
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DisconnectReason disconnectReason;

    private Instant lastUpdateAt;
    private int messages;
    private int customerMessages;
    private long customerMessageChars;
    private Instant lastCustomerMessageAt;
    private long position;

    StoredContact() {}

    ContactRow row() {
        Origin origin = new Origin(
                new ContactId(contactId),
                instanceId,
                flowId,
                new ChatName(sourceId, destinationId, subtype),
                number,
                new ParticipantId(customerId),
                customerName,
                supportedContentTypes,
                streamingEndpointArn,
                segmentAttributes,
                initiatedAt,
                expiresAt);
        return new ContactRow(
                origin,
                attributes,
                tags,
                connectedAt,
                endedAt == null ? null : new End(endedAt, disconnectReason),
                new Metrics(messages, customerMessages, customerMessageChars, lastCustomerMessageAt),
                lastUpdateAt,
                position);
    }
}
