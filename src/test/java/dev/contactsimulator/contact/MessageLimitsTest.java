package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.MessageLimits.Channel.CHAT;
import static dev.contactsimulator.contact.MessageLimits.Channel.SMS;
import static dev.contactsimulator.contact.MessageLimits.Channel.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.MessageLimits.Channel;
import org.junit.jupiter.api.Test;

class MessageLimitsTest {

    private static boolean fits(MessageLimits limits, Channel channel, String contentType, String content) {
        return limits.violation(channel, contentType, content).isEmpty();
    }

    private static void assertMax(MessageLimits limits, Channel channel, String contentType, String unit, int max) {
        assertThat(fits(limits, channel, contentType, unit.repeat(max))).isTrue();
        assertThat(fits(limits, channel, contentType, unit.repeat(max) + "x")).isFalse();
    }

    @Test
    void the_service_model_counts_code_points_by_content_type() {
        for (Channel channel : Channel.values()) {
            assertMax(MessageLimits.SERVICE_MODEL, channel, ContentTypes.PLAIN, "\ud83d\ude00", 1_024);
            assertMax(MessageLimits.SERVICE_MODEL, channel, ContentTypes.JSON, "\ud83d\ude00", 12_000);
            assertMax(MessageLimits.SERVICE_MODEL, channel, ContentTypes.INTERACTIVE_RESPONSE, "x", 12_288);
        }
    }

    @Test
    void the_newest_documentation_counts_by_channel() {
        for (String type : ContentTypes.MESSAGES) {
            assertMax(MessageLimits.NEWEST, SMS, type, "\ud83d\ude00", 1_024);
            assertMax(MessageLimits.NEWEST, WHATSAPP, type, "\ud83d\ude00", 4_096);
            assertMax(MessageLimits.NEWEST, CHAT, type, "x", 16_384);
            assertMax(MessageLimits.NEWEST, CHAT, type, "\ud83d\ude00", 4_096);
        }
    }

    @Test
    void the_channel_is_that_of_the_subtype_or_else_of_the_destination() {
        String sms = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1";
        String whatsApp = "arn:aws:social-messaging:us-east-1:111122223333:phone-number-id/1";
        assertThat(Channel.of("connect:SMS", "x")).isEqualTo(SMS);
        assertThat(Channel.of("connect:WhatsApp", sms)).isEqualTo(WHATSAPP);
        assertThat(Channel.of("connect:Chat", sms)).isEqualTo(CHAT);
        assertThat(Channel.of(null, sms)).isEqualTo(SMS);
        assertThat(Channel.of(null, whatsApp)).isEqualTo(WHATSAPP);
        assertThat(Channel.of(null, "x")).isEqualTo(CHAT);
    }
}
