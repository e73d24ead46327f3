package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ContactRejection.Kind.INVALID_VALUE;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for starting a chat session (SendChatIntegrationEvent, "NewSessionDetails"). */
final class NewSessions {

    private static final Pattern STANDARD_TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    /**
     * Fills in the defaults: the customer is called by its SourceId, the chat understands plain text only.
     *
     * @throws ContactRejection if the session may not start like this
     */
    static SessionDetails start(NewSession session, ChatName chat, Destination destination) {
        List<String> types = session.supportedContentTypes() == null
                ? List.of(ContentTypes.PLAIN)
                : session.supportedContentTypes().stream().distinct().toList();
        requireSupportable(types);
        ContactAttributes.requireAllowed(session.attributes());
        String topic = session.streamingEndpointArn();
        if (topic != null) requireStandardTopic(topic, destination.region());
        String displayName = session.displayName() == null ? chat.sourceId() : session.displayName();
        return new SessionDetails(displayName, types, session.attributes(), topic);
    }

    private static void requireSupportable(List<String> types) {
        if (!types.contains(ContentTypes.PLAIN)) {
            throw new ContactRejection(INVALID_VALUE, "SupportedMessagingContentTypes must contain text/plain.");
        }
        if (!ContentTypes.SUPPORTABLE.containsAll(types)) {
            throw new ContactRejection(
                    INVALID_VALUE, "SupportedMessagingContentTypes has a content type that chats do not know.");
        }
    }

    private static void requireStandardTopic(String arn, String region) {
        Matcher topic = STANDARD_TOPIC.matcher(arn);
        if (!topic.matches()) {
            throw new ContactRejection(INVALID_VALUE, "StreamingEndpointArn must be the ARN of a standard SNS topic.");
        }
        if (!topic.group(1).equals(region)) {
            throw new ContactRejection(
                    INVALID_VALUE, "StreamingEndpointArn must be a topic in the Region of the instance.");
        }
    }

    private NewSessions() {}
}
