package dev.contactsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.control.Reset;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ParticipantRole;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.ArtifactStatus;
import software.amazon.awssdk.services.connectparticipant.model.ChatItemType;
import software.amazon.awssdk.services.connectparticipant.model.ConflictException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.GetAttachmentResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadRequest;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadResponse;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** Files of chats, as an unmodified SDK and an HTTP client see them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttachmentsIT {

    private static final byte[] FILE = "some notes".getBytes(UTF_8);
    private static final int MAX_BYTES = 20 << 20;

    private static RunningSimulator simulator;
    private static ConnectParticipantClient participants;
    private static HttpClient http;

    private final Customer customer = Customer.of(simulator);
    private final String contactId = customer.says("hello").contactId();
    private final String token = customerToken(contactId);

    @BeforeAll
    static void start() {
        simulator = RunningSimulator.start("simulator.attachments.max-uploads=2", "simulator.http.body-timeout=60s");
        participants = simulator.participantClient();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        http.close();
        participants.close();
        simulator.close();
    }

    /** A customer who came by SMS has none of its own. */
    private static String customerToken(String contactId) {
        ContactId contact = ContactId.of(contactId);
        return new ParticipantGrant(contact, ParticipantId.customerOf(contact))
                .token(simulator.bean(Tokens.class), TokenPurpose.CONNECTION);
    }

    private StartAttachmentUploadResponse announce(Consumer<StartAttachmentUploadRequest.Builder> request) {
        return participants.startAttachmentUpload(builder -> {
            builder.connectionToken(token)
                    .attachmentName("notes.txt")
                    .contentType("text/plain")
                    .attachmentSizeInBytes((long) FILE.length);
            request.accept(builder);
        });
    }

    private StartAttachmentUploadResponse announce() {
        return announce(request -> {});
    }

    private static HttpResponse<String> put(StartAttachmentUploadResponse upload, byte[] content) {
        return put(upload.uploadMetadata().url(), contentType(upload), BodyPublishers.ofByteArray(content));
    }

    private static HttpResponse<String> put(String url, String contentType, BodyPublisher content) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", contentType)
                        .PUT(content)
                        .build(),
                BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    private static String contentType(StartAttachmentUploadResponse upload) {
        return upload.uploadMetadata().headersToInclude().get("Content-Type");
    }

    private static HttpResponse<byte[]> download(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private void complete(String id, String clientToken) {
        participants.completeAttachmentUpload(
                request -> request.connectionToken(token).attachmentIds(id).clientToken(clientToken));
    }

    private void complete(String id) {
        complete(id, UUID.randomUUID().toString());
    }

    private String sent(byte[] content) {
        StartAttachmentUploadResponse upload =
                announce(request -> request.attachmentSizeInBytes((long) content.length));
        assertThat(put(upload, content).statusCode()).isEqualTo(200);
        complete(upload.attachmentId());
        return upload.attachmentId();
    }

    private GetAttachmentResponse get(String id) {
        return participants.getAttachment(
                request -> request.connectionToken(token).attachmentId(id));
    }

    private List<Item> attachments() {
        return participants
                .getTranscript(request ->
                        request.connectionToken(token).maxResults(100).sortOrder(SortKey.ASCENDING))
                .transcript()
                .stream()
                .filter(item -> item.type() == ChatItemType.ATTACHMENT)
                .toList();
    }

    private static long count(String query) {
        try (Connection connection = simulator.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void update(String sql) {
        try (Connection connection = simulator.database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long parts(String id) {
        return count("attachment_part where attachment_id = '" + id + "'");
    }

    @Test
    void a_file_is_uploaded_sent_to_the_chat_and_downloaded() {
        StartAttachmentUploadResponse upload = announce(request -> request.attachmentName("Grüße \"1\".TXT"));

        assertThat(upload.uploadMetadata().url())
                .startsWith(simulator.baseUrl() + "/participant/attachments/" + upload.attachmentId());
        assertThat(upload.uploadMetadata().headersToInclude())
                .containsOnly(Map.entry("Content-Type", "text/plain"), Map.entry("Content-Length", "10"));
        assertThat(put(upload, FILE).statusCode()).isEqualTo(200);
        assertThat(attachments()).isEmpty();
        complete(upload.attachmentId());

        assertThat(attachments()).singleElement().satisfies(item -> {
            assertThat(item.participantRoleAsString()).isEqualTo("CUSTOMER");
            assertThat(item.content()).isNull();
            assertThat(item.attachments()).singleElement().satisfies(file -> {
                assertThat(file.attachmentId()).isEqualTo(upload.attachmentId());
                assertThat(file.attachmentName()).isEqualTo("Grüße \"1\".TXT");
                assertThat(file.contentType()).isEqualTo("text/plain");
                assertThat(file.status()).isEqualTo(ArtifactStatus.APPROVED);
            });
        });
        GetAttachmentResponse found = get(upload.attachmentId());
        assertThat(found.attachmentSizeInBytes()).isEqualTo(FILE.length);
        HttpResponse<byte[]> file = download(found.url());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(FILE);
        assertThat(file.headers().map()).containsEntry("content-type", List.of("text/plain"));
        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("Gr%C3%BC%C3%9Fe");
        assertThat(file.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void a_file_may_have_20_MB_and_no_more() {
        byte[] content = new byte[MAX_BYTES];
        new Random(1).nextBytes(content);

        String id = sent(content);

        assertThat(download(get(id).url()).body()).isEqualTo(content);
        assertThatThrownBy(() -> announce(request -> request.attachmentSizeInBytes(MAX_BYTES + 1L)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("20971520");
        assertThatThrownBy(() -> announce(request -> request.attachmentSizeInBytes(101L << 20)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> announce(request -> request.attachmentSizeInBytes(Long.MAX_VALUE)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> announce(request -> request.attachmentSizeInBytes(0L)))
                .isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest
    @CsvSource({"9, false, 400", "11, false, 413", "9, true, 400", "11, true, 413", "0, true, 400"})
    void a_file_has_the_length_that_was_announced(int length, boolean isChunked, int status) {
        StartAttachmentUploadResponse upload = announce();
        byte[] content = new byte[length];
        BodyPublisher body = isChunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))
                : BodyPublishers.ofByteArray(content);

        HttpResponse<String> response = put(upload.uploadMetadata().url(), contentType(upload), body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"__type\":", "\"Message\":");
        assertThat(parts(upload.attachmentId())).isZero();
        assertThatThrownBy(() -> complete(upload.attachmentId())).isInstanceOf(ConflictException.class);
        assertThat(attachments()).isEmpty();
    }

    @Test
    void a_length_of_101_MB_is_refused_before_the_file_is_sent() throws IOException {
        URI url = URI.create(announce().uploadMetadata().url());
        try (RawHttp connection = new RawHttp(url.getPort())) {
            connection.send(head(url, 101 << 20));

            assertThat(connection.receive().status()).isEqualTo(413);
        }
    }

    private static byte[] head(URI url, int length) {
        return ("PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(UTF_8);
    }

    @Test
    void a_file_is_uploaded_with_the_headers_that_were_given() {
        StartAttachmentUploadResponse upload = announce();

        assertThat(put(upload.uploadMetadata().url(), "image/png", BodyPublishers.ofByteArray(FILE))
                        .statusCode())
                .isEqualTo(400);
        assertThat(parts(upload.attachmentId())).isZero();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws IOException {
        StartAttachmentUploadResponse upload = announce();
        URI url = URI.create(upload.uploadMetadata().url());
        List<RawHttp> stalled = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RawHttp connection = new RawHttp(url.getPort());
            connection.send(head(url, FILE.length));
            connection.send("some".getBytes(UTF_8));
            stalled.add(connection);
        }

        await("all places are taken")
                .atMost(Duration.ofSeconds(20))
                .until(() -> put(upload, FILE).statusCode() == 503);
        for (RawHttp connection : stalled) connection.close();
        await("the places are free").until(() -> put(announce(), FILE).statusCode() == 200);

        StartAttachmentUploadResponse other = announce();
        try (RawHttp connection = new RawHttp(url.getPort())) {
            URI otherUrl = URI.create(other.uploadMetadata().url());
            connection.send(head(otherUrl, FILE.length));
            connection.send("some".getBytes(UTF_8));
            connection.finish();
            assertThat(connection.rest()).asString(UTF_8).doesNotContain(" 200 ");
        }
        assertThat(parts(other.attachmentId())).isZero();
        assertThatThrownBy(() -> complete(other.attachmentId())).isInstanceOf(ConflictException.class);
    }

    @Test
    void a_url_is_good_for_its_file_and_its_purpose_only() {
        StartAttachmentUploadResponse upload = announce();
        String url = upload.uploadMetadata().url();
        String downloadUrl = get(sent(FILE)).url();
        String query = url.substring(url.indexOf('?'));

        assertThat(putStatus(url.substring(0, url.indexOf('?')))).isEqualTo(400);
        assertThat(putStatus(url + "x")).isEqualTo(403);
        assertThat(putStatus(url.replace("token=", "token=A"))).isEqualTo(403);
        assertThat(putStatus(downloadUrl)).isEqualTo(403);
        assertThat(putStatus(announce().uploadMetadata().url().replaceFirst("\\?.*", "") + query))
                .isEqualTo(403);
        assertThat(download(url).statusCode()).isEqualTo(403);
        assertThat(new String(download(url).body(), UTF_8)).contains("AccessDeniedException");
        assertThat(parts(upload.attachmentId())).isZero();
    }

    private static int putStatus(String url) {
        return put(url, "text/plain", BodyPublishers.ofByteArray(FILE)).statusCode();
    }

    @Test
    void urls_expire_by_the_simulators_clock() {
        StartAttachmentUploadResponse upload = announce();
        String sent = sent(FILE);
        GetAttachmentResponse short5 = participants.getAttachment(
                request -> request.connectionToken(token).attachmentId(sent).urlExpiryInSeconds(5));
        GetAttachmentResponse longest = get(sent);

        simulator.clock().advance(Duration.ofSeconds(6));
        assertThat(download(short5.url()).statusCode()).isEqualTo(403);
        assertThat(download(longest.url()).statusCode()).isEqualTo(200);
        simulator.clock().advance(Duration.ofMinutes(5));
        assertThat(download(longest.url()).statusCode()).isEqualTo(403);
        simulator.clock().advance(Duration.ofMinutes(10));
        assertThat(put(upload, FILE).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 301})
    void a_download_url_is_valid_for_5_to_300_seconds(int seconds) {
        String id = sent(FILE);

        assertThatThrownBy(() -> participants.getAttachment(request ->
                        request.connectionToken(token).attachmentId(id).urlExpiryInSeconds(seconds)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void content_may_be_replaced_until_it_is_sent() {
        StartAttachmentUploadResponse upload = announce();
        byte[] second = "some other".getBytes(UTF_8);

        put(upload, FILE);
        put(upload, second);
        complete(upload.attachmentId());

        assertThat(put(upload, FILE).statusCode()).isEqualTo(409);
        assertThat(download(get(upload.attachmentId()).url()).body()).isEqualTo(second);
    }

    @Test
    void a_file_is_sent_once() {
        StartAttachmentUploadResponse upload = announce();
        assertThatThrownBy(() -> complete(upload.attachmentId())).isInstanceOf(ConflictException.class);
        put(upload, FILE);

        complete(upload.attachmentId(), "once");
        complete(upload.attachmentId(), "once");

        assertThatThrownBy(() -> complete(upload.attachmentId(), "twice")).isInstanceOf(ConflictException.class);
        simulator.clock().advance(Duration.ofHours(2));
        complete(upload.attachmentId(), "once");
        assertThat(attachments()).hasSize(1);
    }

    @Test
    void of_many_calls_at_once_one_sends_the_file() throws Exception {
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);
        List<Callable<Boolean>> calls = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(n -> () -> {
                    try {
                        complete(upload.attachmentId(), "call " + n % 8);
                        return true;
                    } catch (ConflictException another) {
                        return false;
                    }
                })
                .toList();

        int sent = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> call : threads.invokeAll(calls)) if (call.get()) sent++;
        }

        assertThat(sent).isEqualTo(2); // both calls with the token that came first
        assertThat(attachments()).hasSize(1);
    }

    @Test
    void a_client_token_stands_for_one_file() {
        StartAttachmentUploadResponse first = announce(request -> request.clientToken("file"));
        StartAttachmentUploadResponse again = announce(request -> request.clientToken("file"));

        assertThat(again.attachmentId()).isEqualTo(first.attachmentId());
        assertThatThrownBy(() -> announce(request -> request.clientToken("file").attachmentName("b.txt")))
                .isInstanceOf(ValidationException.class);

        put(first, FILE);
        complete(first.attachmentId(), "file");
        StartAttachmentUploadResponse other = announce();
        put(other, FILE);
        assertThatThrownBy(() -> complete(other.attachmentId(), "file")).isInstanceOf(ConflictException.class);
        complete(other.attachmentId(), "other");
        assertThat(attachments()).hasSize(2);
    }

    @Test
    void another_chat_has_nothing_of_it() {
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);
        String foreign = customerToken(Customer.of(simulator).says("hello").contactId());

        assertThatThrownBy(() -> participants.completeAttachmentUpload(
                        request -> request.connectionToken(foreign).attachmentIds(upload.attachmentId())))
                .isInstanceOf(ValidationException.class);
        complete(upload.attachmentId());
        assertThatThrownBy(() -> participants.getAttachment(
                        request -> request.connectionToken(foreign).attachmentId(upload.attachmentId())))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void only_what_was_sent_can_be_read() {
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);

        assertThatThrownBy(() -> get(upload.attachmentId())).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> get("nothing")).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> get(UUID.randomUUID().toString())).isInstanceOf(ValidationException.class);
    }

    @Test
    void a_bot_neither_sends_nor_reads_files() {
        String file = sent(FILE);
        String bot = botToken();

        assertThatThrownBy(() -> announce(request -> request.connectionToken(bot)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> participants.getAttachment(
                        request -> request.connectionToken(bot).attachmentId(file)))
                .isInstanceOf(AccessDeniedException.class);
    }

    private String botToken() {
        try (ConnectClient connect = simulator.connectClient()) {
            String created = connect.createParticipant(request -> request.instanceId(
                                    simulator.bean(Instance.class).id())
                            .contactId(contactId)
                            .participantDetails(bot -> bot.participantRole(ParticipantRole.CUSTOM_BOT)))
                    .participantCredentials()
                    .participantToken();
            return participants
                    .createParticipantConnection(request -> request.participantToken(created)
                            .type(ConnectionType.CONNECTION_CREDENTIALS)
                            .connectParticipant(true))
                    .connectionCredentials()
                    .connectionToken();
        }
    }

    @Test
    void nothing_is_announced_sent_or_read_after_the_end() {
        String file = sent(FILE);
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);
        long files = count("attachment");
        customer.leaves();

        assertThatThrownBy(this::announce).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> complete(upload.attachmentId())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> get(file)).isInstanceOf(AccessDeniedException.class);
        assertThat(count("attachment")).isEqualTo(files);
        assertThat(count("attachment where state = 'UPLOADED' and id = '" + upload.attachmentId() + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_chat_has_35_files_at_most() {
        for (int n = 0; n < 35; n++) sent(FILE);

        assertThatThrownBy(this::announce).isInstanceOf(ServiceQuotaExceededException.class);
    }

    @Test
    void a_chat_has_35_announced_files_at_most() {
        for (int n = 0; n < 35; n++) announce();

        assertThatThrownBy(this::announce).isInstanceOf(ServiceQuotaExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"virus.exe", "txt", "notes.", "notes.txt.html", ".", "no\u0001tes.txt", "\u202etxt.txt"})
    void files_of_other_types_are_refused(String name) {
        assertThatThrownBy(() -> announce(request -> request.attachmentName(name)))
                .isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "text/plain\r\nX-Other: 1", "text/plain; a=\"\u00e4\"", "text/plain; charset=nosuch", "/"
            })
    void a_content_type_is_one_that_a_header_can_have(String contentType) {
        assertThatThrownBy(() -> announce(request -> request.contentType(contentType)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void a_page_is_not_shown_as_one_of_the_simulator() {
        StartAttachmentUploadResponse upload = announce(request -> request.contentType("text/html; charset=utf-8"));
        put(upload, FILE);
        complete(upload.attachmentId());

        HttpResponse<byte[]> file = download(get(upload.attachmentId()).url());

        assertThat(file.headers().firstValue("content-security-policy")).hasValue("sandbox");
        assertThat(file.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void what_is_not_sent_is_removed_after_a_day() {
        StartAttachmentUploadResponse announced = announce();
        StartAttachmentUploadResponse uploaded = announce();
        put(uploaded, FILE);
        StartAttachmentUploadResponse interrupted = announce();
        put(interrupted, FILE);
        beforeNoted(interrupted.attachmentId());
        String sent = sent(FILE);

        simulator.clock().advance(Duration.ofHours(24));

        await("removal").until(() -> count("attachment where state <> 'COMPLETED'") == 0);
        assertThat(parts(uploaded.attachmentId())).isZero();
        assertThat(parts(interrupted.attachmentId())).isZero();
        assertThat(put(announced, FILE).statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> complete(uploaded.attachmentId())).isInstanceOf(ValidationException.class);
        assertThat(download(get(sent).url()).body()).isEqualTo(FILE);
    }

    /** What a node leaves that stops before it has noted that it has sent the file. */
    private static void beforeNoted(String id) {
        update("update attachment set state = 'COMPLETING', completion = '"
                + UUID.nameUUIDFromBytes("lost".getBytes(UTF_8)) + "', remove_at = '"
                + simulator.clock().instant().plus(Duration.ofDays(1)) + "' where id = '" + id + "'");
    }

    @Test
    void a_file_that_was_sent_stays_although_the_node_stopped_before_it_noted_that() {
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);
        complete(upload.attachmentId(), "lost");
        beforeNoted(upload.attachmentId());

        assertThat(download(get(upload.attachmentId()).url()).body()).isEqualTo(FILE);
        simulator.clock().advance(Duration.ofHours(2));
        complete(upload.attachmentId(), "lost");
        assertThat(attachments()).hasSize(1);

        beforeNoted(upload.attachmentId());
        simulator.clock().advance(Duration.ofHours(22));
        simulator.clock().advance(Duration.ofHours(2));
        await("the note").until(() -> count("attachment where state = 'COMPLETING'") == 0);
        assertThat(parts(upload.attachmentId())).isOne();
    }

    @Test
    void a_file_that_was_not_sent_is_sent_by_the_same_call_again() {
        StartAttachmentUploadResponse upload = announce();
        put(upload, FILE);
        beforeNoted(upload.attachmentId());

        assertThatThrownBy(() -> get(upload.attachmentId())).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> complete(upload.attachmentId(), "another")).isInstanceOf(ConflictException.class);
        complete(upload.attachmentId(), "lost");

        assertThat(attachments()).hasSize(1);
        assertThat(download(get(upload.attachmentId()).url()).body()).isEqualTo(FILE);
    }

    @Test
    void what_one_node_was_sent_is_there_on_another() {
        try (RunningSimulator otherNode = RunningSimulator.start(simulator.database());
                ConnectParticipantClient other = otherNode.participantClient()) {
            StartAttachmentUploadResponse upload = announce();
            String url = upload.uploadMetadata()
                    .url()
                    .replace(simulator.baseUrl().toString(), otherNode.baseUrl().toString());
            assertThat(putStatus(url)).isEqualTo(200);
            complete(upload.attachmentId());

            GetAttachmentResponse found = other.getAttachment(
                    request -> request.connectionToken(token).attachmentId(upload.attachmentId()));

            assertThat(found.url()).startsWith(otherNode.baseUrl().toString());
            assertThat(download(found.url()).body()).isEqualTo(FILE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=utf-8", "TEXT/plain;charset=\"iso-8859-1\"", "a/b; c=\"d e\"; f=g"})
    void a_content_type_comes_back(String contentType) {
        StartAttachmentUploadResponse upload = announce(
                request -> request.contentType(contentType).attachmentName("\uD83D\uDE00".repeat(252) + ".txt"));
        assertThat(put(upload, FILE).statusCode()).isEqualTo(200);
        complete(upload.attachmentId());

        HttpResponse<byte[]> file = download(get(upload.attachmentId()).url());

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(FILE);
        assertThat(file.headers().firstValue("content-type").orElseThrow())
                .startsWith(contentType.substring(0, contentType.indexOf(';')));
    }

    @Test
    void a_reset_removes_all_files() {
        StartAttachmentUploadResponse upload = announce();
        String url = get(sent(FILE)).url();

        simulator.bean(Reset.class).run();

        assertThat(count("attachment")).isZero();
        assertThat(count("attachment_part")).isZero();
        assertThat(put(upload, FILE).statusCode()).isEqualTo(404);
        assertThat(download(url).statusCode()).isEqualTo(404);
    }
}
