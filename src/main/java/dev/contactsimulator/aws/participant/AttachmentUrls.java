package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.token.AttachmentGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The URLs of files: on the simulator's own port, signed, for one purpose and some time. AWS has them at Amazon S3. */
@Component
final class AttachmentUrls {

    static final String PATH = "/participant/attachments/{AttachmentId}";

    private static final Length TEXT = Length.between(1, 256);

    private final Tokens tokens;
    private final PublicUrl publicUrl;

    AttachmentUrls(Tokens tokens, PublicUrl publicUrl) {
        this.tokens = tokens;
        this.publicUrl = publicUrl;
    }

    /** @param origin how the client reached the simulator */
    String url(TokenPurpose purpose, UUID attachmentId, URI origin, Instant validUntil) {
        String path = PATH.replace("{AttachmentId}", attachmentId.toString());
        String token = new AttachmentGrant(attachmentId, validUntil).token(tokens, purpose);
        return publicUrl.orElse(origin).resolve(path) + "?token=" + token;
    }

    /** What a request to such a URL names. */
    record Reference(String attachmentId, String token) {

        static Reference read(AwsRequest request) {
            return new Reference(request.label("AttachmentId", TEXT), request.requiredParameter("token", TEXT));
        }
    }

    /** @throws AwsException (AccessDeniedException) if the URL is none of this purpose, or no longer one */
    UUID require(TokenPurpose purpose, Reference reference, Instant now) {
        return AttachmentGrant.of(tokens, purpose, reference.token(), now)
                .map(AttachmentGrant::attachmentId)
                .filter(id -> id.toString().equals(reference.attachmentId()))
                .orElseThrow(() -> new AwsException(
                        ErrorType.ACCESS_DENIED, "The URL was not given for this, or it has expired."));
    }
}
