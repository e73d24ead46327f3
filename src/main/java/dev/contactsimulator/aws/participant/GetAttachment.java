package dev.contactsimulator.aws.participant;

import dev.contactsimulator.attachment.Attachments;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ContactCommand.CheckAttachmentAccess;
import dev.contactsimulator.token.TokenPurpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives the URL from which a file of the chat is downloaded. */
@Component
final class GetAttachment implements Operation {

    private final ParticipantCommands commands;
    private final Attachments attachments;
    private final AttachmentUrls urls;

    GetAttachment(ParticipantCommands commands, Attachments attachments, AttachmentUrls urls) {
        this.commands = commands;
        this.attachments = attachments;
        this.urls = urls;
    }

    @Override
    public Route route() {
        return Route.participant("/participant/attachment", "GetAttachment", Request::read, this::get);
    }

    /**
     * @param urlLifetime how long the URL is valid
     * @param origin how the client reaches the simulator
     */
    record Request(String connectionToken, String attachmentId, Duration urlLifetime, URI origin) {

        private static final int MAX_SECONDS = 300;

        /** Without a number the URL is valid for the longest time. AWS documents no default. */
        static Request read(AwsRequest request) {
            Integer seconds = request.body().integer("UrlExpiryInSeconds", 5, MAX_SECONDS);
            return new Request(
                    ParticipantMembers.token(request),
                    request.body().requiredString("AttachmentId", ParticipantMembers.ATTACHMENT_ID),
                    Duration.ofSeconds(seconds == null ? MAX_SECONDS : seconds),
                    RequestOrigin.of(request));
        }
    }

    record Response(String url, Instant urlExpiry, long attachmentSizeInBytes) {}

    private AwsResponse get(Request request, AwsCall call) {
        var checked = commands.send(
                request.connectionToken(),
                (grant, at) -> new CheckAttachmentAccess(grant.contactId(), grant.participantId(), at),
                call,
                null);
        UUID id = ParticipantMembers.attachmentId(request.attachmentId());
        Attachment file = attachments
                .sent(id, checked.participant().contactId())
                .orElseThrow(ParticipantMembers::noSuchAttachment);
        Instant expiry = checked.at().plus(request.urlLifetime());
        return AwsResponse.of(new Response(
                urls.url(TokenPurpose.ATTACHMENT_DOWNLOAD, id, request.origin(), expiry), expiry, file.sizeInBytes()));
    }
}
