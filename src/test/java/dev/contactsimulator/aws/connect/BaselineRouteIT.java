package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.aws.protocol.HttpServer;
import dev.contactsimulator.contact.MessageLimits;
import dev.contactsimulator.support.RawHttp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BaselineRouteIT {

    private static final HttpServer server = HttpServer.start(
            new BaselineRoute(new ConnectSettings(false, false, List.of(), MessageLimits.SERVICE_MODEL, Set.of()))
                    .routes(),
            Map.of());

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_chat_integration_event_is_read_and_answered() throws Exception {
        RawHttp.Response response = post("""
                {"SourceId":"+12065550142","DestinationId":"d","Event":{"Type":"MESSAGE","ContentType":"text/plain","Content":"hello"}}""");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text())
                .isEqualTo("{\"initialContactId\":\"00000000-0000-4000-8000-000000000000\",\"newChatCreated\":false}");
    }

    @Test
    void what_the_operation_would_refuse_is_refused() throws Exception {
        assertThat(post("{\"SourceId\":\"+12065550142\"}").status()).isEqualTo(400);
    }

    private static RawHttp.Response post(String body) throws Exception {
        return RawHttp.exchange(
                server.port(),
                "POST /_simulator/ceiling HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.length(), body));
    }
}
