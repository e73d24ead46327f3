package dev.contactsimulator.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.ProgramProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program with a heap of 256 MB and default settings otherwise. Each part leaves what it wrote to the next, and the
 * last one has all of it as a backlog. A part fails when the program ends, when a call is not answered within its bound, or
 * when the health route does not say afterwards that every follower follows. The sizes of the long run
 * ({@code -Dcrash.minutes=…}) are those in the constants' second place.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill -9")
class MemoryIT {

    private static final Logger log = LoggerFactory.getLogger(MemoryIT.class);

    private static final long SEED = Long.getLong("memory.seed", System.nanoTime() % 1_000_000);
    private static final boolean LONG =
            System.getProperty("crash.minutes", "none").matches("\\d+");

    private static final int LARGE_MESSAGES = LONG ? 100_000 : 300;
    private static final int CONTACTS_WITH_ATTRIBUTES = LONG ? 20_000 : 300;
    private static final int MESSAGES_OF_A_TRANSCRIPT = LONG ? 1_200 : 300;
    private static final int READERS = LONG ? 12 : 6;
    private static final int IDLE_SOCKETS = LONG ? 2_000 : 700;
    private static final int LARGE_BODIES = LONG ? 2_000 : 30;
    private static final int CONTACTS_OF_ONE_CHAT = LONG ? 20_000 : 200;

    private static final int AT_ONCE = 16;
    private static final int CONTENT_CHARS = 11_900;
    private static final int BODY_BYTES = 1 << 20;

    /** For a call that writes or that reads a page, whatever else goes on. */
    private static final Duration SHORT_BOUND = Duration.ofSeconds(10);

    /** For a transcript of tens of MiB, read several times at once. */
    private static final Duration TRANSCRIPT_BOUND = Duration.ofSeconds(60);

    private static final Duration HEALTH_BOUND = Duration.ofSeconds(5);

    private static final String DESTINATION =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";

    @TempDir
    static Path directory;

    private static ProgramProcess program;

    private Caller caller;
    private int outputBefore;

    @BeforeAll
    static void startProgram() {
        log.info("seed={} long={}", SEED, LONG);
        program = new ProgramProcess(directory, "256m");
    }

    @AfterAll
    static void stopProgram() {
        program.close();
    }

    @BeforeEach
    void awaitProgram() throws IOException {
        if (!program.isAlive()) program.start();
        program.awaitReady();
        outputBefore = program.output().length();
        caller = new Caller(program.address());
    }

    @AfterEach
    void reportSlowest() {
        log.info("event=slowest {}", caller.slowest());
        caller.close();
    }

    @Test
    @Order(1)
    void many_of_the_largest_messages() throws Exception {
        Caller.times(LARGE_MESSAGES, AT_ONCE, n -> sendLarge("+1301%07d".formatted(n % 500), n));

        assertEverythingWorks();
    }

    @Test
    @Order(2)
    void many_contacts_with_30_KB_of_attributes() throws Exception {
        String attributes = "{\"plan\": \"" + "a".repeat(30_000) + "\"}";
        Caller.times(
                CONTACTS_WITH_ATTRIBUTES,
                AT_ONCE,
                n -> send("+1302%07d".formatted(n), text("hello"), """
                , "NewSessionDetails": {"Attributes": %s}""".formatted(attributes)));

        assertEverythingWorks();
    }

    @Test
    @Order(3)
    void transcripts_of_tens_of_MiB_read_several_at_once() throws Exception {
        Caller.times(MESSAGES_OF_A_TRANSCRIPT, AT_ONCE, n -> sendLarge("+13030000000", n));
        String contact = contact(sendLarge("+13030000000", 0));

        Caller.times(READERS, READERS, n -> {
            long length =
                    quietly(() -> caller.length("/_simulator/contacts/" + contact + "/transcript", TRANSCRIPT_BOUND));
            assertThat(length).isPositive();
        });

        assertEverythingWorks();
    }

    @Test
    @Order(4)
    void idle_sockets_that_announce_bodies_and_bodies_of_1_MiB() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int n = 0; n < IDLE_SOCKETS; n++) idle.add(announcing(BODY_BYTES));
            byte[] body = new byte[BODY_BYTES];
            Arrays.fill(body, (byte) ' ');
            Caller.times(LARGE_BODIES, AT_ONCE, n -> {
                int status = quietly(
                        () -> caller.status("/chat-integration-event", BodyPublishers.ofByteArray(body), SHORT_BOUND));
                assertThat(status).isIn(400, 413, 429, 503);
            });
            send("+13040000000", text("a word in between"), "");
        } finally {
            for (Socket socket : idle) socket.close();
        }

        assertEverythingWorks();
    }

    @Test
    @Order(5)
    void one_chat_with_many_ended_contacts() throws Exception {
        for (int n = 0; n < CONTACTS_OF_ONE_CHAT; n++) {
            send("+13050000000", text("hello"), "");
            send("+13050000000", "{\"Type\": \"DISCONNECT\"}", "");
        }

        assertEverythingWorks();
    }

    /** All that was written, as the view's backlog, and a restart while it catches up. */
    @Test
    @Order(6)
    void a_backlog_of_large_events_and_a_restart_in_the_middle_of_it() throws Exception {
        forgetTheView();
        send("+13070000000", text("makes the follower look where it is"), "");
        awaitPartOfTheView();
        program.kill();
        program.start();
        program.awaitReady();

        assertEverythingWorks();
    }

    private static void forgetTheView() throws IOException, SQLException {
        try (var connection = program.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("begin; truncate contact_view;"
                    + " update follower_position set position = 0, generation = generation + 1; commit");
        }
    }

    /** The program may be killed when it has written some of it, or all of it. */
    private static void awaitPartOfTheView() {
        await("the view")
                .ignoreExceptions() // the server is not there yet
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the program has ended", () -> !program.isAlive())
                .until(() -> {
                    try (var connection = program.database().connect();
                            var statement = connection.createStatement();
                            var row = statement.executeQuery(
                                    "select position from follower_position where name = 'contact_view'")) {
                        row.next();
                        return row.getLong(1) > 0;
                    }
                });
    }

    private void assertEverythingWorks() throws Exception {
        assertThat(program.isAlive()).as("the program lives").isTrue();
        String contact = contact(send("+13060000000", text("is anybody there?"), ""));
        assertThat(caller.length("/_simulator/contacts/" + contact + "/events", SHORT_BOUND))
                .isPositive();
        assertThat(caller.length("/_simulator/contacts?limit=10", SHORT_BOUND)).isPositive();
        assertThat(program.healthStatus(HEALTH_BOUND)).as("health").isEqualTo(200);
        assertThat(program.output().substring(outputBefore)).doesNotContain("OutOfMemoryError");
    }

    /** A message of the largest size there is: JSON of 11,900 characters, each of three bytes. */
    private String sendLarge(String chat, int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        StringBuilder content = new StringBuilder(CONTENT_CHARS + 4).append("\\\"");
        for (int n = 0; n < CONTENT_CHARS; n++) content.append((char) random.nextInt(0x4E00, 0x9FA5));
        content.append("\\\"");
        return send(chat, """
                {"Type": "MESSAGE", "ContentType": "application/json", "Content": "%s"}""".formatted(content), """
                , "NewSessionDetails": {"SupportedMessagingContentTypes": ["text/plain", "application/json"]}""");
    }

    private static String text(String content) {
        return """
                {"Type": "MESSAGE", "ContentType": "text/plain", "Content": "%s"}""".formatted(content);
    }

    private String send(String chat, String event, String more) {
        String body = """
                {"SourceId": "%s", "DestinationId": "%s", "Subtype": "connect:SMS", "Event": %s%s}""".formatted(chat, DESTINATION, event, more);
        return quietly(() -> caller.post("/chat-integration-event", body, SHORT_BOUND));
    }

    private static String contact(String response) {
        Matcher id = Pattern.compile("\"InitialContactId\":\"([0-9a-f-]+)\"").matcher(response);
        assertThat(id.find()).as(response).isTrue();
        return id.group(1);
    }

    /** Sends a request's headers and the first byte of its body, and no more. */
    private static Socket announcing(int bytes) throws IOException {
        Socket socket = new Socket("127.0.0.1", program.address().getPort());
        socket.getOutputStream().write("""
                POST /chat-integration-event HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                {""".formatted(bytes).getBytes(US_ASCII));
        return socket;
    }

    private interface Work<T> {
        T done() throws IOException, InterruptedException;
    }

    private static <T> T quietly(Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
