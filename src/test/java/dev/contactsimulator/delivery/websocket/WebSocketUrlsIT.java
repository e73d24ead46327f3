package dev.contactsimulator.delivery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.participant.ConnectionUrls.ConnectionUrl;
import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebSocketUrlsIT {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final RunningSimulator simulator = RunningSimulator.shared();
    private final Tokens tokens = simulator.bean(Tokens.class);
    private final ContactId contact = new ContactId(UUID.randomUUID());
    private final ParticipantId participant = new ParticipantId(UUID.randomUUID());

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, ws://127.0.0.1:8080/",
        "http://LocalHost, ws://127.0.0.1/",
        "http://127.0.0.1:9090, ws://127.0.0.1:9090/",
        "http://localhost.example:80, ws://localhost.example:80/",
        "http://[::1]:8080, ws://[::1]:8080/",
        "https://localhost:8443, wss://localhost:8443/",
        "https://connect.example, wss://connect.example/",
    })
    void it_leads_to_where_the_client_reached_the_simulator(URI base, String beginning) {
        assertThat(url(null, base).url()).startsWith(beginning + "participant/websocket?token=");
    }

    @Test
    void the_public_url_is_used_instead_where_it_is_set() {
        String url = url(URI.create("https://connect.example:8443"), URI.create("http://localhost:8080"))
                .url();
        assertThat(url).startsWith("wss://connect.example:8443/participant/websocket?token=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect.example", "ftp://connect.example", "https://connect.example/path", "https:///"})
    void a_public_url_that_is_more_or_less_than_an_address_is_refused(String url) {
        assertThatThrownBy(() -> new PublicUrl(URI.create(url))).hasMessageContaining("simulator.public-url");
    }

    @Test
    void it_can_be_connected_to_for_100_seconds_and_used_for_an_hour() {
        ConnectionUrl url = url(null, simulator.baseUrl());
        String token = url.url().substring(url.url().indexOf("token=") + 6);

        ParticipantGrant grant = ParticipantGrant.of(tokens, TokenPurpose.WEBSOCKET, token, NOW.plusSeconds(99))
                .orElseThrow();

        assertThat(grant.contactId()).isEqualTo(contact);
        assertThat(grant.participantId()).isEqualTo(participant);
        assertThat(ParticipantGrant.of(tokens, TokenPurpose.WEBSOCKET, token, NOW.plusSeconds(100)))
                .isEmpty();
        assertThat(url.expiry()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    private ConnectionUrl url(URI publicUrl, URI base) {
        return new WebSocketUrls(tokens, simulator.bean(EventLog.class), new PublicUrl(publicUrl))
                .of(contact, participant, base, NOW);
    }
}
