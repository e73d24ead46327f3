package dev.contactsimulator.aws.protocol;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a request, read as it arrives: it takes no memory before its first byte, whatever length was announced, and
 * must be there when its time is over, however it comes.
 */
final class RequestBody implements RequestContent {

    private static final Logger log = LoggerFactory.getLogger(RequestBody.class);
    private static final byte[] NONE = {};
    private static final int FIRST_BYTES = 8 << 10;

    /** The most that is read, and thrown away, of a body that is not wanted: so the client hears the response. */
    private static final int MAX_DISCARDED_BYTES = 2 << 20;

    private final HttpServletRequest request;
    private final RequestMemory.Reservation memory;
    private final int limit;
    private final long deadline;
    private boolean broken;
    private boolean tooLarge;
    private boolean endless;

    RequestBody(HttpServletRequest request, RequestMemory.Reservation memory, HttpSettings settings) {
        this.request = request;
        this.memory = memory;
        this.limit = settings.maxRequestBytes();
        this.deadline = System.nanoTime() + settings.bodyTimeout().toNanos();
    }

    /** @throws AwsException if it is larger, does not arrive in time, finds no memory, or is not framed as HTTP says */
    byte[] read() {
        long announced = request.getContentLengthLong();
        if (announced > limit) throw tooLarge(limit);
        if (announced == 0) return NONE;
        try {
            return read(request.getInputStream(), announced < 0 ? limit + 1 : (int) announced);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** @param most bytes that are read: all that were announced, or one more than are allowed */
    private byte[] read(InputStream in, int most) throws IOException {
        int first = in.read();
        if (first < 0) return NONE;
        byte[] bytes = enlarged(NONE, Math.min(most, FIRST_BYTES));
        bytes[0] = (byte) first;
        int length = 1;
        while (length < most) {
            if (isLate()) throw late();
            if (length == bytes.length) bytes = enlarged(bytes, (int) Math.min(most, 2L * length));
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) return Arrays.copyOf(bytes, length);
            length += read;
        }
        if (length > limit) throw tooLarge(limit);
        return bytes;
    }

    private byte[] enlarged(byte[] bytes, int length) {
        memory.take(length - bytes.length);
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Reads what has not been read, before the response is written: a client hears the response once it has sent its body.
     * What is too large, or not sent before the client has heard (RFC 9110, section 10.1.1), is left to Tomcat.
     */
    void discardRest() {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || broken || tooLarge || request.getHeader("Expect") != null) return;
        try {
            ServletInputStream in = request.getInputStream();
            if (in.isFinished()) return;
            byte[] discarded = new byte[FIRST_BYTES];
            int length = 0;
            while (!isLate() && length <= MAX_DISCARDED_BYTES) {
                int read = in.read(discarded);
                if (read < 0) return;
                length += read;
            }
            endless = true;
        } catch (IOException failure) {
            broken = true;
            log.debug("event=body-not-read", failure);
        }
    }

    /** Closes the connection, now that the response is written, if the body has not ended in time. */
    void requireEnd(HttpServletResponse response) throws IOException {
        if (!endless) return;
        response.flushBuffer();
        throw new CloseNowException("the rest of a body is not waited for");
    }

    private boolean isLate() {
        return System.nanoTime() - deadline >= 0;
    }

    private static AwsException late() {
        return new AwsException(ErrorType.REQUEST_TIMEOUT, "The body of the request did not arrive in time.");
    }

    private AwsException tooLarge(int maxBytes) {
        tooLarge = true;
        return new AwsException(
                ErrorType.REQUEST_ENTITY_TOO_LARGE,
                "The body of this request can have at most " + maxBytes + " bytes.");
    }

    private AwsException unreadable(IOException failure) {
        broken = true;
        log.debug("event=body-not-read", failure);
        return AwsException.malformedHttp("The body of the request could not be read.");
    }

    @Override
    public long announcedLength() {
        return request.getContentLengthLong();
    }

    @Override
    public InputStream stream(int maxBytes) {
        if (announcedLength() > maxBytes) throw tooLarge(maxBytes);
        return new BoundedStream(maxBytes);
    }

    private final class BoundedStream extends InputStream {

        private final int maxBytes;
        private long length;

        BoundedStream(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            if (isLate()) throw late();
            try {
                int read = request.getInputStream().read(bytes, offset, most);
                length += Math.max(0, read);
                if (length > maxBytes) throw tooLarge(maxBytes);
                return read;
            } catch (IOException failure) {
                throw unreadable(failure);
            }
        }
    }
}
