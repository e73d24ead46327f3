package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Reads the request of SendChatIntegrationEvent, responds as if a chat had begun, and does nothing else: the upper
 * bound of the operation's throughput on this server. For benchmarks.
 */
@Component
@ConditionalOnBooleanProperty("simulator.ceiling-route")
final class BaselineRoute implements Operation {

    private static final AwsResponse RESPONSE =
            AwsResponse.of(new SendChatIntegrationEvent.Response("00000000-0000-4000-8000-000000000000", false));

    private final ConnectSettings settings;

    BaselineRoute(ConnectSettings settings) {
        this.settings = settings;
    }

    @Override
    public Route route() {
        return Route.of(
                Api.SIMULATOR,
                "POST",
                "/_simulator/ceiling",
                "BaselineRoute",
                ErrorType.INVALID_REQUEST,
                request -> SendChatIntegrationEvent.Request.read(request, settings),
                (request, call) -> RESPONSE);
    }
}
