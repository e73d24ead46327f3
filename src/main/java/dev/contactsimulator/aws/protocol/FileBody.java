package dev.contactsimulator.aws.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * The body of a response that is a file. A failure breaks the connection once a part has been sent, so that no client takes
 * the part for the whole.
 *
 * @param length in bytes
 * @param headers besides Content-Type and Content-Length
 */
public record FileBody(String contentType, long length, Map<String, String> headers, Content content) {

    /** Writes the file piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
