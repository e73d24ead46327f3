package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.Handling.Agent;
import dev.contactsimulator.view.Handling.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact as DescribeContact shows it, with the members that a chat has. AWS leaves the InitialContactId out unless there
 * are other contacts.
 *
 * @param tags the user's own, and AWS's, which begin with {@code aws:}
 * @param customerEndpoint null for a customer who came over the web
 * @param systemEndpoint what the customer wrote to, if its number is known
 */
record Contact(
        String arn,
        String id,
        @Nullable String initialContactId,
        @Nullable String previousContactId,
        @Nullable List<NextContact> nextContacts,
        String contactAssociationId,
        InitiationMethod initiationMethod,
        String channel,
        Instant initiationTimestamp,
        @Nullable Instant connectedToSystemTimestamp,
        @Nullable Instant disconnectTimestamp,
        @Nullable DisconnectReason disconnectReason,
        Instant lastUpdateTimestamp,
        @Nullable Endpoint customerEndpoint,
        @Nullable Endpoint systemEndpoint,
        @Nullable ContactQueue queueInfo,
        @Nullable ContactAgent agentInfo,
        Map<String, String> tags,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, String> attributes,
        ChatMetrics chatMetrics) {

    /** "NextContactEntry" */
    record NextContact(String type, NextContactMetadata nextContactMetadata) {

        /** A transfer is a quick connect of the agent; it begins the next contact when it ends this one. */
        static @Nullable List<NextContact> of(ContactRow row) {
            ContactId next = row.chain().next();
            End end = row.end();
            return next == null || end == null
                    ? null
                    : List.of(new NextContact(
                            "QUICK_CONNECT",
                            new NextContactMetadata(new QuickConnectContact(next.toString(), end.at()))));
        }
    }

    record NextContactMetadata(QuickConnectContact quickConnectContactData) {}

    record QuickConnectContact(String contactId, Instant initiationTimestamp) {}

    /** "EndpointInfo" */
    record Endpoint(String type, String address) {

        static Endpoint phone(String number) {
            return new Endpoint("TELEPHONE_NUMBER", number);
        }
    }

    record ChatMetrics(
            ChatContactMetrics chatContactMetrics,
            ParticipantMetrics customerMetrics,
            @Nullable ParticipantMetrics agentMetrics) {

        static ChatMetrics of(ContactRow row) {
            Metrics metrics = row.metrics();
            Messages bot = row.handling().botMessages();
            Agent agent = row.handling().agent();
            Instant firstResponse = row.handling().agentMessages().firstAt();
            Instant last = metrics.lastCustomerMessageAt();
            End end = row.end();
            Long closing = last == null || end == null
                    ? null
                    : Math.max(0, Duration.between(last, end.at()).toMillis());
            return new ChatMetrics(
                    new ChatContactMetrics(
                            false,
                            metrics.messages(),
                            bot.count(),
                            bot.chars(),
                            closing,
                            firstResponse,
                            agent == null || firstResponse == null
                                    ? null
                                    : Duration.between(agent.connectedAt(), firstResponse)
                                            .toMillis()),
                    new ParticipantMetrics(
                            row.origin().customer().toString(),
                            "CUSTOMER",
                            metrics.customerMessages(),
                            metrics.customerMessageChars(),
                            last),
                    agent == null ? null : ofAgent(row));
        }

        private static ParticipantMetrics ofAgent(ContactRow row) {
            Messages messages = row.handling().agentMessages();
            return new ParticipantMetrics(
                    ParticipantId.agentOf(row.contactId()).toString(),
                    "AGENT",
                    messages.count(),
                    messages.chars(),
                    messages.lastAt());
        }
    }

    /**
     * @param conversationCloseTimeInMillis from the customer's last message to the end
     * @param agentFirstResponseTimeInMillis from the agent's connection to its first message
     */
    record ChatContactMetrics(
            boolean multiParty,
            int totalMessages,
            int totalBotMessages,
            long totalBotMessageLengthInChars,
            @Nullable Long conversationCloseTimeInMillis,
            @Nullable Instant agentFirstResponseTimestamp,
            @Nullable Long agentFirstResponseTimeInMillis) {}

    record ParticipantMetrics(
            String participantId,
            String participantType,
            int messagesSent,
            long messageLengthInChars,
            @Nullable Instant lastMessageTimestamp) {}

    /** Not given for a contact that was moved between queues (DescribeContact, "SystemEndpoint"). */
    private static @Nullable Endpoint systemEndpoint(ContactRow row, Optional<String> number) {
        return row.chain().initiationMethod() == InitiationMethod.QUEUE_TRANSFER
                ? null
                : number.map(Endpoint::phone).orElse(null);
    }

    static Contact of(ContactRow row, Instance instance, Destinations.Numbers numbers) {
        ChatName chat = row.origin().chat();
        Optional<String> number = Optional.ofNullable(chat).flatMap(name -> numbers.of(name.destinationId()));
        String id = row.contactId().toString();
        End end = row.end();
        return new Contact(
                instance.arnOf(row.contactId()),
                id,
                ChatContacts.initialContactId(row),
                ChatContacts.previousContactId(row),
                NextContact.of(row),
                row.initialContactId().toString(),
                row.chain().initiationMethod(),
                ChatContacts.CHANNEL,
                row.origin().initiatedAt(),
                row.connectedAt(),
                end == null ? null : end.at(),
                end == null ? null : end.reason(),
                row.lastUpdateAt(),
                chat == null ? null : Endpoint.phone(chat.sourceId()),
                systemEndpoint(row, number),
                ContactQueue.of(row),
                ContactAgent.of(row),
                ChatContacts.tags(row, number),
                ChatContacts.segmentAttributes(row),
                row.attributes(),
                ChatMetrics.of(row));
    }
}
