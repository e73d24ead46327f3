package dev.contactsimulator.aws.connect;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often operations may be called.
 *
 * @param enabled whether calls beyond the quotas of AWS get an error (no)
 * @param operations other quotas, by the name of the operation: calls a second, a slash, and calls at once, such as 17/26
 */
@ConfigurationProperties("simulator.throttling")
record ThrottlingSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue Map<String, String> operations) {

    ThrottlingSettings {
        operations = Map.copyOf(operations);
        operations.forEach((name, quota) -> {
            try {
                CallQuota.parse(quota);
            } catch (IllegalArgumentException notAQuota) {
                throw new IllegalArgumentException(
                        "simulator.throttling.operations." + name + ": " + notAQuota.getMessage(), notAQuota);
            }
        });
    }
}
