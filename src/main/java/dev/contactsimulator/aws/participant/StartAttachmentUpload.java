package dev.contactsimulator.aws.participant;

import dev.contactsimulator.attachment.Attachments;
import dev.contactsimulator.attachment.FileDescription;
import dev.contactsimulator.attachment.Upload;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand.CheckAttachmentUpload;
import dev.contactsimulator.token.TokenPurpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Announces a file that a participant is about to upload, and gives the URL to which it is uploaded. */
@Component
final class StartAttachmentUpload implements Operation {

    /** How long a URL is valid. AWS documents no duration. */
    private static final Duration URL_LIFETIME = Duration.ofMinutes(15);

    private final ParticipantCommands commands;
    private final Attachments attachments;
    private final AttachmentUrls urls;

    StartAttachmentUpload(ParticipantCommands commands, Attachments attachments, AttachmentUrls urls) {
        this.commands = commands;
        this.attachments = attachments;
        this.urls = urls;
    }

    @Override
    public Route route() {
        return Route.participant(
                "/participant/start-attachment-upload", "StartAttachmentUpload", Request::read, this::start);
    }

    /** @param origin how the client reaches the simulator */
    record Request(String connectionToken, FileDescription file, String clientToken, URI origin) {

        private static final Length NAME = Length.between(1, 256);
        private static final Length CONTENT_TYPE = Length.between(1, 255);

        static Request read(AwsRequest request) {
            Members body = request.body();
            String name = body.requiredString("AttachmentName", NAME);
            String contentType = body.requiredString("ContentType", CONTENT_TYPE);
            Integer bytes = body.requiredInteger("AttachmentSizeInBytes", 1, Integer.MAX_VALUE);
            return new Request(
                    ParticipantMembers.token(request),
                    new FileDescription(name, contentType, Objects.requireNonNullElse(bytes, 0)),
                    ParticipantMembers.requiredClientToken(request),
                    RequestOrigin.of(request));
        }
    }

    record Response(String attachmentId, UploadMetadata uploadMetadata) {}

    /** @param headersToInclude which the upload must have */
    record UploadMetadata(String url, Instant urlExpiry, Map<String, String> headersToInclude) {}

    private AwsResponse start(Request request, AwsCall call) {
        var checked = commands.send(
                request.connectionToken(),
                (grant, at) -> new CheckAttachmentUpload(grant.contactId(), grant.participantId(), at),
                call,
                null);
        Upload upload = attachments.announce(
                checked.participant().contactId(),
                checked.participant().participantId(),
                request.clientToken(),
                request.file(),
                checked.at());
        Instant expiry = checked.at().plus(URL_LIFETIME);
        return AwsResponse.of(new Response(
                upload.file().id().toString(),
                new UploadMetadata(
                        urls.url(TokenPurpose.ATTACHMENT_UPLOAD, upload.file().id(), request.origin(), expiry),
                        expiry,
                        Map.of(
                                "Content-Type",
                                upload.file().contentType(),
                                "Content-Length",
                                Long.toString(upload.file().sizeInBytes())))));
    }
}
