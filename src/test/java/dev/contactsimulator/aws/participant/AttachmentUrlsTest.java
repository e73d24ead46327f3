package dev.contactsimulator.aws.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.participant.AttachmentUrls.Reference;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttachmentUrlsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final URI ORIGIN = URI.create("http://localhost:8080");
    private static final UUID ID = UUID.fromString("019cadfd-897b-7c11-9a55-6d1f3b8e2a01");

    private static AttachmentUrls urls(@Nullable String publicUrl) {
        return new AttachmentUrls(
                new Tokens(new byte[32]), new PublicUrl(publicUrl == null ? null : URI.create(publicUrl)));
    }

    private static String url(AttachmentUrls urls) {
        return urls.url(TokenPurpose.ATTACHMENT_UPLOAD, ID, ORIGIN, NOW.plusSeconds(10));
    }

    @Test
    void they_lead_to_where_the_client_reached_the_simulator() {
        assertThat(url(urls(null))).startsWith("http://localhost:8080/participant/attachments/" + ID + "?token=");
    }

    @Test
    void the_public_url_is_used_instead_where_it_is_set() {
        assertThat(url(urls("https://connect.example:8443/")))
                .startsWith("https://connect.example:8443/participant/attachments/" + ID + "?token=");
    }

    @Test
    void they_are_good_for_one_file_one_purpose_and_some_time() {
        AttachmentUrls urls = urls(null);
        String url = url(urls);
        Reference reference = new Reference(ID.toString(), url.substring(url.indexOf("token=") + 6));

        assertThat(urls.require(TokenPurpose.ATTACHMENT_UPLOAD, reference, NOW.plusSeconds(9)))
                .isEqualTo(ID);
        assertRefused(urls, TokenPurpose.ATTACHMENT_UPLOAD, reference, NOW.plusSeconds(10));
        assertRefused(urls, TokenPurpose.ATTACHMENT_DOWNLOAD, reference, NOW);
        Reference other = new Reference(UUID.randomUUID().toString(), reference.token());
        assertRefused(urls, TokenPurpose.ATTACHMENT_UPLOAD, other, NOW);
    }

    private static void assertRefused(AttachmentUrls urls, TokenPurpose purpose, Reference reference, Instant now) {
        assertThatThrownBy(() -> urls.require(purpose, reference, now)).isInstanceOf(AwsException.class);
    }
}
