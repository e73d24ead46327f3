package dev.contactsimulator.attachment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the files of chats may take.
 *
 * @param maxBytes the largest file (20 MB), at most 100 MB, apart from {@code simulator.http.max-request-bytes}
 * @param maxUploads how many files one node receives at once (4); further ones wait for 5 s, then they get 503. Each is on
 *     the node's disk, in {@code java.io.tmpdir}, until it is complete
 */
@ConfigurationProperties("simulator.attachments")
public record AttachmentSettings(
        @DefaultValue("20MB") DataSize maxBytes,
        @DefaultValue("4") int maxUploads) {

    private static final DataSize LARGEST = DataSize.ofMegabytes(100);

    public AttachmentSettings {
        if (maxBytes.toBytes() < 1 || maxBytes.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("simulator.attachments.max-bytes must be between 1 byte and 100 MB");
        }
        if (maxUploads < 1) throw new IllegalArgumentException("simulator.attachments.max-uploads must be at least 1");
    }
}
