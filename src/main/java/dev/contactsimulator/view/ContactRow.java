package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Deadlines;
import dev.contactsimulator.contact.Deadlines.Due;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.Pairs;
import dev.contactsimulator.contact.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the queries show it: the fold of its events. Times have microseconds at most, as PostgreSQL's have.
 *
 * @param connectedAt "ConnectedToSystemTimestamp": when the customer joined
 * @param lastUpdateAt when the last event happened that changed any of this
 * @param deadlines what will happen to the contact by itself
 * @param position of that event in the log
 */
public record ContactRow(
        Origin origin,
        Chain chain,
        Map<String, String> attributes,
        Map<String, String> tags,
        @Nullable Instant connectedAt,
        @Nullable End end,
        Metrics metrics,
        Handling handling,
        Instant lastUpdateAt,
        Deadlines deadlines,
        long position) {

    private static final int OBJECTS_BYTES = 1_000;
    private static final int ID_BYTES = 60;

    /**
     * What a contact has from its beginning on.
     *
     * @param number the how-manieth contact of its chat, from 1
     * @param segmentAttributes the plain ("ValueString") ones
     * @param chat null for a contact that is in no chat with others
     * @param expiresAt when the chat's duration is over
     * @param customerReference the "CustomerId" that the chat was started with
     */
    public record Origin(
            ContactId contactId,
            String instanceId,
            String flowId,
            @Nullable ChatName chat,
            int number,
            ParticipantId customer,
            String customerName,
            List<String> supportedContentTypes,
            @Nullable String streamingEndpointArn,
            Map<String, String> segmentAttributes,
            Instant initiatedAt,
            Instant expiresAt,
            @Nullable String customerReference,
            @Nullable String relatedContactId) {

        /** That of the next contact of the chain. */
        Origin of(ContactId next, Instant at) {
            return new Origin(
                    next,
                    instanceId,
                    flowId,
                    chat,
                    number,
                    customer,
                    customerName,
                    supportedContentTypes,
                    streamingEndpointArn,
                    segmentAttributes,
                    at,
                    expiresAt,
                    customerReference,
                    relatedContactId);
        }
    }

    /**
     * When and why the contact ended.
     *
     * @param reason null if it was transferred
     */
    public record End(Instant at, @Nullable DisconnectReason reason) {}

    /**
     * What DescribeContact's "ChatMetrics" are made of.
     *
     * @param messages of everybody
     * @param customerMessageChars the length of the customer's messages together, in code points
     */
    public record Metrics(
            int messages,
            int customerMessages,
            long customerMessageChars,
            @Nullable Instant lastCustomerMessageAt) {

        static final Metrics NONE = new Metrics(0, 0, 0, null);
    }

    /** The contact has been updated by an event at {@code at} and {@code position}. */
    ContactRow updated(Instant at, long newPosition) {
        return new ContactRow(
                origin, chain, attributes, tags, connectedAt, end, metrics, handling, at, deadlines, newPosition);
    }

    /** The contact has been updated at {@code newPosition} by what is not its own. */
    ContactRow at(long newPosition) {
        return updated(lastUpdateAt, newPosition);
    }

    ContactRow with(Chain newChain) {
        return new ContactRow(
                origin,
                newChain,
                attributes,
                tags,
                connectedAt,
                end,
                metrics,
                handling,
                lastUpdateAt,
                deadlines,
                position);
    }

    ContactRow with(Deadlines newDeadlines) {
        return new ContactRow(
                origin,
                chain,
                attributes,
                tags,
                connectedAt,
                end,
                metrics,
                handling,
                lastUpdateAt,
                newDeadlines,
                position);
    }

    ContactRow with(Metrics newMetrics) {
        return new ContactRow(
                origin,
                chain,
                attributes,
                tags,
                connectedAt,
                end,
                newMetrics,
                handling,
                lastUpdateAt,
                deadlines,
                position);
    }

    ContactRow with(Handling newHandling) {
        return new ContactRow(
                origin,
                chain,
                attributes,
                tags,
                connectedAt,
                end,
                metrics,
                newHandling,
                lastUpdateAt,
                deadlines,
                position);
    }

    ContactRow withAttributes(Map<String, String> newAttributes) {
        return new ContactRow(
                origin,
                chain,
                newAttributes,
                tags,
                connectedAt,
                end,
                metrics,
                handling,
                lastUpdateAt,
                deadlines,
                position);
    }

    ContactRow withTags(Map<String, String> newTags) {
        return new ContactRow(
                origin,
                chain,
                attributes,
                newTags,
                connectedAt,
                end,
                metrics,
                handling,
                lastUpdateAt,
                deadlines,
                position);
    }

    ContactRow connected(Instant at) {
        return new ContactRow(
                origin, chain, attributes, tags, at, end, metrics, handling, lastUpdateAt, deadlines, position);
    }

    ContactRow ended(End newEnd) {
        return new ContactRow(
                origin,
                chain,
                attributes,
                tags,
                connectedAt,
                newEnd,
                metrics,
                handling,
                lastUpdateAt,
                deadlines,
                position);
    }

    /** What the row takes in memory, in bytes, roughly. */
    int bytes() {
        return OBJECTS_BYTES
                + ID_BYTES * chain.further().size()
                + Pairs.bytesInMemory(attributes)
                + Pairs.bytesInMemory(tags);
    }

    public ContactId contactId() {
        return origin.contactId();
    }

    /** The contact in whose stream the events are. */
    public ContactId initialContactId() {
        return chain.initial();
    }

    /** When something will happen to the contact by itself, unless it has ended. */
    public @Nullable Instant dueAt() {
        return end != null ? null : deadlines.next().map(Due::at).orElse(null);
    }

    public boolean isActive() {
        return end == null;
    }
}
