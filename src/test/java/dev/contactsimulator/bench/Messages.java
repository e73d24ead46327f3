package dev.contactsimulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * SendChatIntegrationEvent as an AWS SDK sends it: a message of one of some chats, with an id of its own for each call. The
 * text is made ready once; sending copies it and fills in the id.
 */
final class Messages implements HttpLoad.Requests {

    static final String OPERATION = "/chat-integration-event";
    static final String CEILING = "/_simulator/ceiling";

    private static final String INVOCATION = "amz-sdk-invocation-id: ";
    private static final int UUID_LENGTH = 36;
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    private final byte[][] requests;
    private final int invocation;
    private final long run = UUID.randomUUID().getMostSignificantBits();
    private long sent;

    private Messages(byte[][] requests, int invocation) {
        this.requests = requests;
        this.invocation = invocation;
    }

    /** @param chats how many chats take turns */
    static Messages to(String path, int chats) {
        return to(path, 0, chats);
    }

    /** @param first the first of the chats */
    static Messages to(String path, int first, int chats) {
        return prepare(path, first, chats, sdkHeaders());
    }

    private static String sdkHeaders() {
        return INVOCATION + "x".repeat(UUID_LENGTH) + "\r\namz-sdk-request: attempt=1; max=3\r\n";
    }

    /** As {@link #to(String, int, int)}, from chats that are streamed to a topic. */
    static Messages streamedTo(String topic, int first, int chats) {
        Messages plain = to(OPERATION, first, chats);
        String session =
                ",\"NewSessionDetails\":{\"StreamingConfiguration\":{\"StreamingEndpointArn\":\"" + topic + "\"}}}";
        for (int chat = 0; chat < chats; chat++) {
            String body = body(first + chat);
            String streamed = body.substring(0, body.length() - 1) + session;
            plain.requests[chat] = request(OPERATION, streamed, sdkHeaders()).getBytes(UTF_8);
        }
        return plain;
    }

    /** As a raw client sends them, which does not say which call a request belongs to. */
    static Messages withoutInvocationIds(String path, int chats) {
        return prepare(path, 0, chats, "");
    }

    private static Messages prepare(String path, int first, int chats, String headers) {
        byte[][] requests = new byte[chats][];
        for (int chat = 0; chat < chats; chat++)
            requests[chat] = request(path, body(first + chat), headers).getBytes(UTF_8);
        int header = new String(requests[0], UTF_8).indexOf(INVOCATION);
        return new Messages(requests, header < 0 ? -1 : header + INVOCATION.length());
    }

    private static String request(String path, String body, String headers) {
        return "POST " + path + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\n"
                + "User-Agent: aws-sdk-java/2.40.2\r\n"
                + headers
                + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    static String body(int chat) {
        return """
                {"SourceId":"+12065%06d","DestinationId":"%s","Subtype":"%s",\
                "Event":{"Type":"MESSAGE","ContentType":"text/plain","Content":"%s"}}""".formatted(chat, Chats.DESTINATION, Chats.SUBTYPE, Chats.CONTENT);
    }

    @Override
    public void next(int connection, ByteBuffer into) {
        byte[] request = requests[(int) (sent++ % requests.length)];
        into.put(request);
        if (invocation < 0) return;
        hex(into, invocation, run, 8, 28);
        into.put(invocation + 8, (byte) '-');
        hex(into, invocation + 9, run, 4, 12);
        into.put(invocation + 13, (byte) '-');
        hex(into, invocation + 14, 0x4000 | ThreadLocalRandom.current().nextInt(0x1000), 4, 12);
        into.put(invocation + 18, (byte) '-');
        hex(into, invocation + 19, 0x8000, 4, 12);
        into.put(invocation + 23, (byte) '-');
        hex(into, invocation + 24, sent, 12, 44);
    }

    private static void hex(ByteBuffer into, int at, long value, int digits, int shift) {
        for (int i = 0; i < digits; i++) into.put(at + i, HEX[(int) (value >>> shift - 4 * i) & 0xF]);
    }
}
