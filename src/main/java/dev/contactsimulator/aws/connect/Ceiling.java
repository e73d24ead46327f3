package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.Answer;
import dev.contactsimulator.aws.Api;
import dev.contactsimulator.aws.ErrorType;
import dev.contactsimulator.aws.Route;
import dev.contactsimulator.aws.Routes;
import dev.contactsimulator.aws.connect.ChatIntegrationEvents.SendChatIntegrationEventResponse;
import java.util.List;

/**
 * Reads the request of SendChatIntegrationEvent, answers as if a chat had begun, and does nothing else: the most that the
 * operation could reach on this server. For measurements.
 */
public final class Ceiling implements Routes {

    private static final Answer ANSWER =
            Answer.of(new SendChatIntegrationEventResponse("00000000-0000-4000-8000-000000000000", false));

    private final ConnectSettings settings;

    public Ceiling(ConnectSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(
                Api.SIMULATOR,
                "POST",
                "/_simulator/ceiling",
                "Ceiling",
                ErrorType.INVALID_REQUEST,
                request -> SendChatIntegrationEventRequest.read(request.body(), settings),
                (request, cause) -> ANSWER));
    }
}
