package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.MessageLimits;
import dev.contactsimulator.contact.MessageLimits.Channel;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How strict Amazon Connect is, and what it knows.
 *
 * @param strictSubtypes whether a Subtype other than {@code connect:SMS} and {@code connect:WhatsApp} is refused (no)
 * @param strictDestinations whether a DestinationId that is not in {@code destinations} is unknown (no)
 * @param destinations what is bound to the default flow in any case (nothing)
 * @param messageLimits which release's lengths of messages hold: {@code service-model}, or {@code newest}, by channel
 * @param allowedAccessKeys the access key ids that may call SendChatIntegrationEvent; an empty list allows all
 */
@ConfigurationProperties("simulator.connect")
public record ConnectSettings(
        @DefaultValue("false") boolean strictSubtypes,
        @DefaultValue("false") boolean strictDestinations,
        @DefaultValue List<BoundDestination> destinations,
        @DefaultValue("service-model") MessageLimits messageLimits,
        @DefaultValue Set<String> allowedAccessKeys) {

    /**
     * A destination that is bound to the default flow.
     *
     * @param id the DestinationId, the ARN of a phone number for example
     * @param phoneNumber the number, in E.164, that customers write to: contacts show it as their system endpoint
     */
    public record BoundDestination(String id, @Nullable String phoneNumber) {

        private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

        public BoundDestination {
            if (id == null || id.isEmpty() || id.length() > 255) {
                throw new IllegalArgumentException(
                        "simulator.connect.destinations[].id must have between 1 and 255 characters");
            }
            if (phoneNumber != null && !E164.matcher(phoneNumber).matches()) {
                throw new IllegalArgumentException(
                        "simulator.connect.destinations[].phone-number must be in E.164, such as +12065550100");
            }
        }
    }

    /** How long messages of a channel may be. */
    public ChatEvent.ContentLimit contentLimit(Channel channel) {
        return (contentType, content) -> messageLimits.violation(channel, contentType, content);
    }

    public ConnectSettings {
        destinations = List.copyOf(destinations);
        allowedAccessKeys = Set.copyOf(allowedAccessKeys);
    }
}
