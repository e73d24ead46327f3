package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.NewSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of SendChatIntegrationEvent; {@code newSessionDetails} is looked at only when a chat is created. */
record SendChatIntegrationEventRequest(
        String sourceId,
        String destinationId,
        @Nullable String subtype,
        ChatEvent event,
        NewSession newSessionDetails) {

    private static final Length ID = Length.between(1, 255);
    private static final Length SUBTYPE = Length.between(1, 100);
    private static final Length CONTENT_TYPE = Length.between(1, 100);
    private static final Length DISPLAY_NAME = Length.between(1, 256);
    private static final Length TOPIC = Length.between(1, 350);

    static SendChatIntegrationEventRequest read(Members request, ConnectSettings settings) {
        return new SendChatIntegrationEventRequest(
                request.requiredString("SourceId", ID),
                request.requiredString("DestinationId", ID),
                subtype(request, settings),
                ChatEvent.read(request.requiredStructure("Event")),
                newSession(request.structure("NewSessionDetails")));
    }

    private static @Nullable String subtype(Members request, ConnectSettings settings) {
        String subtype = Subtypes.canonical(request.string("Subtype", SUBTYPE));
        if (settings.strictSubtypes() && subtype != null && !Subtypes.isKnown(subtype)) {
            request.violation("Subtype", "Member must be connect:SMS or connect:WhatsApp");
        }
        return subtype;
    }

    private static NewSession newSession(@Nullable Members details) {
        if (details == null) return NewSession.UNSPECIFIED;
        List<String> contentTypes = details.strings("SupportedMessagingContentTypes", Size.ANY, CONTENT_TYPE);
        Members participant = details.structure("ParticipantDetails");
        String displayName = participant == null ? null : participant.requiredString("DisplayName", DISPLAY_NAME);
        Map<String, String> attributes = details.stringMap(
                "Attributes", Size.ANY, ContactMembers.ATTRIBUTE_NAME, ContactMembers.ATTRIBUTE_VALUE);
        Members streaming = details.structure("StreamingConfiguration");
        String topic = streaming == null ? null : streaming.requiredString("StreamingEndpointArn", TOPIC);
        return new NewSession(displayName, contentTypes, attributes == null ? Map.of() : attributes, topic);
    }
}
