package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.IsoMillis;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds a bot to a contact. It is to connect within 15 seconds. */
@Component
final class CreateParticipant implements Operation {

    /** The token is worth something as long as the participant is in the chat; the response has to name a time. */
    private static final Duration NOMINAL_LIFETIME = Duration.ofDays(1);

    private final ContactCommands commands;
    private final Tokens tokens;

    CreateParticipant(ContactCommands commands, Tokens tokens) {
        this.commands = commands;
        this.tokens = tokens;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/contact/create-participant",
                "CreateParticipant",
                ErrorType.INVALID_REQUEST,
                Request::read,
                this::create);
    }

    record Request(
            ContactReference contact,
            String displayName,
            @Nullable String clientToken) {

        private static final Length DISPLAY_NAME = Length.between(1, 256);
        private static final Enumeration<ParticipantRole> ROLE = Enumeration.of(ParticipantRole.class);

        /** "VideoCapability" and "ScreenShareCapability" */
        private enum Capability {
            SEND
        }

        private static final Enumeration<Capability> CAPABILITY = Enumeration.of(Capability.class);

        /** The capabilities are for video and screen sharing: a chat has neither. */
        static Request read(AwsRequest request) {
            Members details = request.body().requiredStructure("ParticipantDetails");
            ParticipantRole role = details.enumeration("ParticipantRole", ROLE);
            if (role != null && role != ParticipantRole.CUSTOM_BOT) {
                details.violation("ParticipantRole", "Member must be CUSTOM_BOT for a chat");
            }
            Members capabilities = details.structure("ParticipantCapabilities");
            if (capabilities != null) {
                capabilities.enumeration("Video", CAPABILITY);
                capabilities.enumeration("ScreenShare", CAPABILITY);
            }
            String displayName = details.string("DisplayName", DISPLAY_NAME);
            return new Request(
                    ContactReference.readBody(request, "ContactId"),
                    displayName == null ? ParticipantRole.CUSTOM_BOT.name() : displayName,
                    ContactMembers.clientToken(request));
        }
    }

    record Response(ParticipantTokenCredentials participantCredentials, String participantId) {}

    /** @param expiry a text, as in the Participant Service */
    record ParticipantTokenCredentials(String participantToken, String expiry) {}

    private AwsResponse create(Request request, AwsCall call) {
        var event = commands.handle(
                request.contact(),
                (contact, at) -> new ContactCommand.CreateParticipant(contact, request.displayName(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call,
                request.clientToken());
        if (!(event instanceof ParticipantCreated created)) {
            throw new IllegalStateException("the command has created no participant");
        }
        var id = created.participant().id();
        String token = new ParticipantGrant(created.contactId(), id).token(tokens, TokenPurpose.PARTICIPANT);
        String expiry = IsoMillis.text(created.at().plus(NOMINAL_LIFETIME));
        return AwsResponse.of(new Response(new ParticipantTokenCredentials(token, expiry), id.toString()));
    }
}
