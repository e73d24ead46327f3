package dev.contactsimulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactsimulator.delivery.DeliverySettings.Records;
import dev.contactsimulator.delivery.DeliverySettings.Sns;
import dev.contactsimulator.delivery.DeliverySettings.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeliverySettingsTest {

    @Test
    void an_endpoint_must_be_a_url() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sns(URI.create("localhost:5000")))
                .withMessage("simulator.delivery.sns.endpoint must be a URL such as http://127.0.0.1:5000");
    }

    @Test
    void a_web_hook_needs_a_secret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Webhook(URI.create("http://127.0.0.1/hook"), null))
                .withMessage("simulator.delivery.webhook.url needs simulator.delivery.webhook.secret");
    }

    @Test
    void files_go_to_a_directory_or_to_a_bucket() {
        URI s3 = URI.create("http://127.0.0.1:9000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Records(Path.of("records"), s3, "bucket", "simulator"))
                .withMessageContaining("exclude each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Records(null, s3, null, "simulator"))
                .withMessageContaining("needs simulator.delivery.records.bucket");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Records(null, null, null, "../escape"))
                .withMessageContaining("instance-alias");
    }

    @Test
    void the_wait_between_attempts_doubles_up_to_the_longest() {
        Retries retries = new Retries(10, Duration.ofMillis(500), Duration.ofSeconds(3));
        assertThat(retries.waitAfter(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(retries.waitAfter(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries.waitAfter(4)).isEqualTo(Duration.ofSeconds(3));
        assertThat(retries.waitAfter(1_000_000)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void the_id_of_a_delivery_is_read_as_it_is_written() {
        for (String text : new String[] {"sns.17.0", "contact-events.1.0.12"}) {
            assertThat(DeliveryId.of(text)).hasToString(text);
        }
        for (String wrong : new String[] {"", "sns", "sns.1", "sns.-1.0", "~.1.0", "sns.1.0.1.1", "SNS.1.0"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> DeliveryId.of(wrong));
        }
    }
}
