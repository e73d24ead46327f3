package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.aws.protocol.HttpServer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.view.ContactView;
import dev.contactsimulator.view.ViewDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthIT {

    private static final About ABOUT =
            new About("contact-simulator", "1", "r", "a", "i", "arn", "f", "external", "url", null, 0);

    private final ViewDatabase database = new ViewDatabase();
    private final ContactView view =
            new ContactView(database.log(), database.pool(), Duration.ofMillis(100), Duration.ofSeconds(5));
    private final HttpServer server = HttpServer.start(
            new StatusRoutes(database.log(), List.of(view.follower()), logWentBack -> ABOUT).routes(), Map.of());

    @AfterEach
    void stop() throws Exception {
        server.close();
        view.close();
        database.close();
    }

    @Test
    void it_is_not_ready_before_the_views_are_written() throws Exception {
        RawHttp.Response response = health();

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("ServiceUnavailable");
        assertThat(response.text()).contains("\"Message\":\"contact_view does not follow the log.\"");
    }

    @Test
    void it_is_ready_when_they_are_and_not_when_the_log_is_gone() throws Exception {
        view.start();
        await().until(() -> health().status() == 200);

        database.execute("alter table event_log_head rename to gone");

        await().until(() -> health().status() == 503);
    }

    private RawHttp.Response health() throws IOException {
        return RawHttp.exchange(server.port(), "GET /_simulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
}
