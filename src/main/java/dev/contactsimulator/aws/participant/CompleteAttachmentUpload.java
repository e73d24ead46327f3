package dev.contactsimulator.aws.participant;

import dev.contactsimulator.attachment.Attachments;
import dev.contactsimulator.aws.participant.ParticipantCommands.Caller;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ContactCommand.SendAttachment;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.token.TokenPurpose;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a file that has been uploaded to the chat, once. */
@Component
final class CompleteAttachmentUpload implements Operation {

    private final ParticipantCommands commands;
    private final Attachments attachments;

    CompleteAttachmentUpload(ParticipantCommands commands, Attachments attachments) {
        this.commands = commands;
        this.attachments = attachments;
    }

    @Override
    public Route route() {
        return Route.participant(
                "/participant/complete-attachment-upload", "CompleteAttachmentUpload", Request::read, this::complete);
    }

    /** @param attachmentIds exactly one */
    record Request(String connectionToken, List<String> attachmentIds, String clientToken) {

        private static final Size ONE = Size.between(1, 1);

        static Request read(AwsRequest request) {
            return new Request(
                    ParticipantMembers.token(request),
                    request.body().requiredStrings("AttachmentIds", ONE, ParticipantMembers.ATTACHMENT_ID),
                    ParticipantMembers.requiredClientToken(request));
        }
    }

    private AwsResponse complete(Request request, AwsCall call) {
        UUID id = ParticipantMembers.attachmentId(request.attachmentIds().getFirst());
        Caller caller = commands.caller(TokenPurpose.CONNECTION, request.connectionToken());
        Optional<Attachment> file = attachments.beginCompletion(
                id,
                caller.participant().contactId(),
                caller.participant().participantId(),
                request.clientToken(),
                caller.at());
        file.ifPresent(unsent -> send(unsent, caller, request.clientToken(), call));
        return AwsResponse.EMPTY;
    }

    private void send(Attachment file, Caller caller, String clientToken, AwsCall call) {
        try {
            var sent = commands.send(
                    caller,
                    (grant, at) -> new SendAttachment(grant.contactId(), grant.participantId(), file, at),
                    call,
                    clientToken);
            requireSent(file, sent.event());
        } catch (ContactRejection | AwsException refused) {
            attachments.undoCompletion(file.id(), clientToken);
            throw refused;
        }
        attachments.completed(file.id());
    }

    /** A call that repeats another one has the event of that one. */
    private static void requireSent(Attachment file, @Nullable ContactEvent event) {
        if (event instanceof AttachmentSent sent && sent.attachment().id().equals(file.id())) return;
        throw new AwsException(ErrorType.CONFLICT, "The ClientToken was used for another attachment.");
    }
}
