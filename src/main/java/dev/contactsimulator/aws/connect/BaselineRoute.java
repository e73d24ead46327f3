package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ChatIntegrationEvents.SendChatIntegrationEventResponse;
import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Routes;
import java.util.List;

/**
 * Reads the request of SendChatIntegrationEvent, answers as if a chat had begun, and does nothing else: the most that the
 * operation could reach on this server. For measurements.
 */
public final class BaselineRoute implements Routes {

    private static final AwsResponse ANSWER =
            AwsResponse.of(new SendChatIntegrationEventResponse("00000000-0000-4000-8000-000000000000", false));

    private final ConnectSettings settings;

    public BaselineRoute(ConnectSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(
                Api.SIMULATOR,
                "POST",
                "/_simulator/ceiling",
                "BaselineRoute",
                ErrorType.INVALID_REQUEST,
                request -> SendChatIntegrationEventRequest.read(request.body(), settings),
                (request, cause) -> ANSWER));
    }
}
