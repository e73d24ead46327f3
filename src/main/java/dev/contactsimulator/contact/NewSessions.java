package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ContactRejection.Kind.INVALID_VALUE;

import java.util.List;

/** The rules for starting a chat session (SendChatIntegrationEvent, "NewSessionDetails"). */
final class NewSessions {

    /**
     * Fills in the defaults: the chat understands plain text only.
     *
     * @param defaultName of the customer
     * @throws ContactRejection if the session may not start like this
     */
    static SessionDetails start(NewSession session, String defaultName, Destination destination) {
        List<String> types = session.supportedContentTypes() == null
                ? List.of(ContentTypes.PLAIN)
                : session.supportedContentTypes().stream().distinct().toList();
        requireSupportable(types);
        ContactAttributes.requireAllowed(session.attributes());
        String topic = session.streamingEndpointArn();
        if (topic != null) Streaming.requireStandardTopic(topic, destination.region());
        String displayName = session.displayName() == null ? defaultName : session.displayName();
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

    private NewSessions() {}
}
