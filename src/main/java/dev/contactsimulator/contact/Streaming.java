package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ContactRejection.Kind.INVALID_VALUE;
import static dev.contactsimulator.contact.ContactRejection.Kind.LIMIT_EXCEEDED;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics to which the items of a contact are published (Admin Guide, "Enable real-time chat message streaming").
 *
 * @param endpointArns the ARNs of SNS topics, the oldest first
 */
record Streaming(List<String> endpointArns) {

    static final Streaming OFF = new Streaming(List.of());

    private static final int MAX_TOPICS = 2;

    private static final Pattern STANDARD_TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    boolean isTo(String endpointArn) {
        return endpointArns.contains(endpointArn);
    }

    boolean has(ContactId contact, String streamingId) {
        return endpointArns.stream()
                .anyMatch(arn -> StreamingId.of(contact, arn).toString().equals(streamingId));
    }

    Streaming with(String endpointArn) {
        List<String> more = new ArrayList<>(endpointArns);
        more.add(endpointArn);
        return new Streaming(List.copyOf(more));
    }

    Streaming without(ContactId contact, StreamingId streamingId) {
        return new Streaming(endpointArns.stream()
                .filter(arn -> !StreamingId.of(contact, arn).equals(streamingId))
                .toList());
    }

    /** A contact is published to two topics at most (Admin Guide, "Enable real-time chat message streaming"). */
    void requireRoom() {
        if (endpointArns.size() >= MAX_TOPICS) {
            throw new ContactRejection(LIMIT_EXCEEDED, "The contact is streamed to two endpoints already.");
        }
    }

    /** FIFO topics are not supported, and the topic is in the Region of the instance (the same page). */
    static void requireStandardTopic(String arn, String region) {
        Matcher topic = STANDARD_TOPIC.matcher(arn);
        if (!topic.matches()) {
            throw new ContactRejection(INVALID_VALUE, "StreamingEndpointArn must be the ARN of a standard SNS topic.");
        }
        if (!topic.group(1).equals(region)) {
            throw new ContactRejection(
                    INVALID_VALUE, "StreamingEndpointArn must be a topic in the Region of the instance.");
        }
    }
}
