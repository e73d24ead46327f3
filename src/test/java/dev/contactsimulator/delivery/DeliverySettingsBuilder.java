package dev.contactsimulator.delivery;

import java.time.Duration;

/** Settings of tests. */
final class DeliverySettingsBuilder {

    static DeliverySettings settings(int maxAttempts, Duration firstRetry) {
        return new DeliverySettings(
                Duration.ofDays(7),
                maxAttempts,
                firstRetry,
                firstRetry.multipliedBy(4),
                Duration.ofSeconds(5),
                16,
                "test",
                "test",
                new DeliverySettings.Sns(null),
                new DeliverySettings.Webhook(null, null),
                new DeliverySettings.SmsPost(null),
                new DeliverySettings.ContactEvents(null, "default"),
                new DeliverySettings.Records(null, null, null, "simulator"));
    }

    private DeliverySettingsBuilder() {}
}
