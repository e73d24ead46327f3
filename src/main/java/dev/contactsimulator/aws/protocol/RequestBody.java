package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Reads the bytes of a body as they arrive, up to a limit: a large length that is only announced takes no memory. */
final class RequestBody {

    private static final byte[] NONE = {};

    /** Most bodies: memory for one of these may be taken before it has arrived. */
    private static final int SMALL_BYTES = 8 << 10;

    /** @throws AwsException if it is larger, does not arrive, or is not framed as HTTP says */
    static byte[] read(HttpServletRequest request, int limit) {
        long announced = request.getContentLengthLong();
        if (announced > limit) throw tooLarge(limit);
        if (announced == 0) return NONE;
        try {
            InputStream in = request.getInputStream();
            return announced > 0 && announced <= SMALL_BYTES
                    ? readAnnounced(in, (int) announced)
                    : readAsItComes(in, limit);
        } catch (SocketTimeoutException slow) {
            throw new AwsException(ErrorType.REQUEST_TIMEOUT, "The body of the request did not arrive in time.");
        } catch (IOException broken) {
            throw AwsException.malformedHttp("The body of the request could not be read.");
        }
    }

    private static byte[] readAnnounced(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = in.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static byte[] readAsItComes(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) throw tooLarge(limit);
        return bytes;
    }

    private static AwsException tooLarge(int limit) {
        return new AwsException(
                ErrorType.REQUEST_ENTITY_TOO_LARGE, "The body of a request can have at most " + limit + " bytes.");
    }

    private RequestBody() {}
}
