package dev.contactsimulator.aws.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.attachment.Attachments;
import dev.contactsimulator.attachment.Upload;
import dev.contactsimulator.attachment.UploadsBusy;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.FileBody;
import dev.contactsimulator.aws.protocol.Operations;
import dev.contactsimulator.aws.protocol.RequestContent;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.token.TokenPurpose;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/** Receives and serves the files themselves, as Amazon S3 does for AWS. */
@Component
final class AttachmentContent implements Operations {

    /** A file is whatever its sender made it: no browser is to show it as a page of the simulator. */
    private static final Map<String, String> HARMLESS =
            Map.of("X-Content-Type-Options", "nosniff", "Content-Security-Policy", "sandbox");

    private final Attachments attachments;
    private final AttachmentUrls urls;
    private final Clock clock;

    AttachmentContent(Attachments attachments, AttachmentUrls urls, Clock clock) {
        this.attachments = attachments;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.participantFile(
                        "PUT", AttachmentUrls.PATH, "UploadAttachment", UploadRequest::read, this::upload),
                Route.participantFile(
                        "GET",
                        AttachmentUrls.PATH,
                        "DownloadAttachment",
                        AttachmentUrls.Reference::read,
                        this::download));
    }

    record UploadRequest(
            AttachmentUrls.Reference reference, @Nullable String contentType, RequestContent content) {

        static UploadRequest read(AwsRequest request) {
            return new UploadRequest(
                    AttachmentUrls.Reference.read(request), request.header("Content-Type"), request.content());
        }
    }

    private AwsResponse upload(UploadRequest request, AwsCall call) {
        UUID id = urls.require(TokenPurpose.ATTACHMENT_UPLOAD, request.reference(), clock.instant());
        Upload upload = attachments.upload(id).orElseThrow(AttachmentContent::gone);
        requireAnnounced(upload.file(), request);
        try {
            attachments.store(upload, request.content().stream(upload.sizeInBytes()));
        } catch (UploadsBusy busy) {
            throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, "Too many files are being uploaded. Try again.");
        }
        return AwsResponse.NOTHING;
    }

    /** The headers are those of {@code HeadersToInclude}. A length that is too large is refused where the body is read. */
    private static void requireAnnounced(Attachment file, UploadRequest request) {
        if (!file.contentType().equalsIgnoreCase(request.contentType())) {
            throw new AwsException(ErrorType.VALIDATION, "The header Content-Type must be that of HeadersToInclude.");
        }
        long length = request.content().announcedLength();
        if (length >= 0 && length < file.sizeInBytes()) {
            throw new AwsException(ErrorType.VALIDATION, "The header Content-Length must be that of HeadersToInclude.");
        }
    }

    private AwsResponse download(AttachmentUrls.Reference request, AwsCall call) {
        UUID id = urls.require(TokenPurpose.ATTACHMENT_DOWNLOAD, request, clock.instant());
        Attachment file =
                attachments.upload(id).orElseThrow(AttachmentContent::gone).file();
        String disposition = ContentDisposition.attachment()
                .filename(file.name(), UTF_8)
                .build()
                .toString();
        Map<String, String> headers = new LinkedHashMap<>(HARMLESS);
        headers.put("Content-Disposition", disposition);
        return AwsResponse.file(
                new FileBody(file.contentType(), file.sizeInBytes(), headers, out -> attachments.copy(file, out)));
    }

    private static AwsException gone() {
        return new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such attachment any more.");
    }
}
