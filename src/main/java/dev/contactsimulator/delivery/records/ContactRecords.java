package dev.contactsimulator.delivery.records;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.delivery.ContactProperties;
import dev.contactsimulator.delivery.InstanceArns;
import dev.contactsimulator.delivery.PhoneNumbers;
import dev.contactsimulator.view.Chain;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.ContactRow.Origin;
import dev.contactsimulator.view.Handling.Agent;
import dev.contactsimulator.view.Handling.Queue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Contact records of chats (Admin Guide, "Data model for contact records"): what a contact does not have is null. */
public record ContactRecords(InstanceArns arns, PhoneNumbers numbers) {

    private static final String FORMAT_VERSION = "2017-03-10";

    /** @param transcript where the transcript is */
    Map<String, @Nullable Object> of(ContactRow row, String transcript) {
        Origin origin = row.origin();
        String id = row.contactId().toString();
        ChatName chat = origin.chat();
        String number = chat == null ? null : numbers.of(chat.destinationId()).orElse(null);
        End end = row.end();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("AWSAccountId", arns.accountId());
        json.put("AWSContactTraceRecordFormatVersion", FORMAT_VERSION);
        json.put("InstanceARN", arns.instance(origin.instanceId()));
        json.put("ContactId", id);
        Chain chain = row.chain();
        json.put("InitialContactId", chain.hasOthers() ? chain.initial().toString() : null);
        json.put("PreviousContactId", text(chain.previous()));
        json.put("NextContactId", text(chain.next()));
        json.put("RelatedContactId", origin.relatedContactId());
        json.put("ContactAssociationId", chain.initial().toString());
        json.put("Channel", ContactProperties.CHANNEL);
        json.put("InitiationMethod", chain.initiationMethod().name());
        json.put("InitiationTimestamp", time(origin.initiatedAt()));
        json.put("ConnectedToSystemTimestamp", time(row.connectedAt()));
        json.put("DisconnectTimestamp", time(end == null ? null : end.at()));
        json.put("LastUpdateTimestamp", time(row.lastUpdateAt()));
        json.put(
                "DisconnectReason",
                end == null || end.reason() == null ? null : end.reason().name());
        json.put("CustomerEndpoint", chat == null ? null : phone(chat.sourceId()));
        json.put("SystemEndpoint", number == null ? null : phone(number));
        json.put("Queue", queue(row));
        json.put("Agent", agent(row));
        json.put("AgentConnectionAttempts", row.handling().agent() == null ? 0 : 1);
        json.put("Attributes", new TreeMap<>(row.attributes()));
        json.put("SegmentAttributes", segmentAttributes(origin));
        json.put("Tags", ContactProperties.tags(row.tags(), origin.instanceId(), number));
        json.put("MediaStreams", List.of(Map.of("Type", ContactProperties.CHANNEL)));
        json.put("Recordings", List.of(recording(row, transcript)));
        json.put("ChatMetrics", chatMetrics(row));
        return json;
    }

    private static @Nullable String text(@Nullable ContactId contact) {
        return contact == null ? null : contact.toString();
    }

    /** Whole seconds, unlike everywhere else. */
    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(SECONDS).toString();
    }

    private static Map<String, Object> phone(String number) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("Address", number);
        endpoint.put("Type", "TELEPHONE_NUMBER");
        return endpoint;
    }

    private @Nullable Map<String, @Nullable Object> queue(ContactRow row) {
        Queue queue = row.handling().queue();
        if (queue == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ARN", arns.queue(row.origin().instanceId(), queue.id()));
        json.put("EnqueueTimestamp", time(queue.enqueuedAt()));
        return json;
    }

    private @Nullable Map<String, @Nullable Object> agent(ContactRow row) {
        Agent agent = row.handling().agent();
        if (agent == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ARN", arns.agent(row.origin().instanceId(), agent.id()));
        json.put("ConnectedToAgentTimestamp", time(agent.connectedAt()));
        return json;
    }

    private static Map<String, Object> segmentAttributes(Origin origin) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put(ContactProperties.DIRECTION, Map.of("ValueString", ContactProperties.INBOUND));
        origin.segmentAttributes().forEach((name, value) -> attributes.put(name, Map.of("ValueString", value)));
        return attributes;
    }

    private static Map<String, @Nullable Object> recording(ContactRow row, String transcript) {
        Map<String, @Nullable Object> recording = new LinkedHashMap<>();
        recording.put("StorageType", "S3");
        recording.put("Location", transcript);
        recording.put("MediaStreamType", ContactProperties.CHANNEL);
        recording.put("ParticipantType", "All");
        recording.put("StartTimestamp", time(row.origin().initiatedAt()));
        recording.put("StopTimestamp", time(row.end() == null ? null : row.end().at()));
        recording.put("Status", "AVAILABLE");
        return recording;
    }

    private static Map<String, @Nullable Object> chatMetrics(ContactRow row) {
        Metrics metrics = row.metrics();
        Map<String, @Nullable Object> contact = new LinkedHashMap<>();
        contact.put("MultiParty", false);
        contact.put("TotalMessages", metrics.messages());
        contact.put("TotalBotMessages", row.handling().botMessages().count());
        contact.put("TotalBotMessageLengthInChars", row.handling().botMessages().chars());
        Map<String, @Nullable Object> customer = new LinkedHashMap<>();
        customer.put("ParticipantId", row.origin().customer().toString());
        customer.put("ParticipantType", "CUSTOMER");
        customer.put("MessagesSent", metrics.customerMessages());
        customer.put("MessageLengthInChars", metrics.customerMessageChars());
        customer.put("LastMessageTimestamp", time(metrics.lastCustomerMessageAt()));
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("ChatContactMetrics", contact);
        all.put("CustomerMetrics", customer);
        return all;
    }
}
