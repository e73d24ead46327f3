package dev.contactsimulator.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttachmentSettingsTest {

    @Test
    void a_file_may_have_100_MB_at_most() {
        assertThat(new AttachmentSettings(DataSize.parse("100MB"), 1).maxBytes().toBytes())
                .isEqualTo(104_857_600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "104857601", "1GB"})
    void another_limit_is_refused(String maxBytes) {
        assertThatThrownBy(() -> new AttachmentSettings(DataSize.parse(maxBytes), 1))
                .hasMessageContaining("simulator.attachments.max-bytes");
    }

    @Test
    void at_least_one_file_is_received_at_once() {
        assertThatThrownBy(() -> new AttachmentSettings(DataSize.ofMegabytes(20), 0))
                .hasMessageContaining("simulator.attachments.max-uploads");
    }
}
