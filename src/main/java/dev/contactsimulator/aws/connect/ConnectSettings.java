package dev.contactsimulator.aws.connect;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How strict Amazon Connect is.
 *
 * @param strictSubtypes whether a Subtype other than {@code connect:SMS} and {@code connect:WhatsApp} is refused (no)
 * @param strictDestinations whether a DestinationId that is not in {@code destinations} is unknown (no)
 * @param destinations the DestinationIds that are bound to the default flow
 * @param allowedAccessKeys the access key ids that may call SendChatIntegrationEvent; everybody may if there are none
 */
@ConfigurationProperties("simulator.connect")
public record ConnectSettings(
        @DefaultValue("false") boolean strictSubtypes,
        @DefaultValue("false") boolean strictDestinations,
        @DefaultValue Set<String> destinations,
        @DefaultValue Set<String> allowedAccessKeys) {

    public ConnectSettings {
        destinations = Set.copyOf(destinations);
        allowedAccessKeys = Set.copyOf(allowedAccessKeys);
    }
}
