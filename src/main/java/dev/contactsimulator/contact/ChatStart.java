package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chat has that did not begin with a message from outside (StartChatContact, StartOutboundChatContact).
 *
 * @param segmentAttributes the plain ("ValueString") ones, with {@code connect:Subtype}
 * @param connectBy until when the customer has to join; null for a customer who need not connect
 * @param relatedContactId another contact that this one belongs to
 */
public record ChatStart(
        Map<String, String> segmentAttributes,
        @Nullable Instant connectBy,
        @Nullable String customerId,
        @Nullable String relatedContactId) {}
