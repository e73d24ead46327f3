package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Route.Reader;
import dev.contactsimulator.contact.ContactId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the simulator's own routes have in common: how they are made and how they read parameters. */
final class SimulatorRoute {

    private static final Length ID = Length.between(1, 256);
    private static final Length NUMBER = Length.between(1, 20);

    static <Q> Route of(String method, String path, String name, Reader<Q> reader, Function<Q, AwsResponse> handler) {
        return Route.of(
                Api.SIMULATOR,
                method,
                "/_simulator" + path,
                name,
                ErrorType.INVALID_REQUEST,
                reader,
                (request, call) -> handler.apply(request));
    }

    /** A route that needs nothing from its request. */
    static Route of(String method, String path, String name, Supplier<AwsResponse> handler) {
        return of(method, path, name, request -> request, request -> handler.get());
    }

    /** @throws AwsException (ResourceNotFoundException) if the label is no id of a contact */
    static ContactId contactId(AwsRequest request) {
        try {
            return ContactId.of(request.label("ContactId", ID));
        } catch (IllegalArgumentException notAnId) {
            throw noSuchContact();
        }
    }

    static AwsException noSuchContact() {
        return new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such contact.");
    }

    static int limit(AwsRequest request, int max) {
        return (int) number(request, "limit", 1, max, max);
    }

    static long number(AwsRequest request, String name, long min, long max, long defaultValue) {
        String text = request.parameter(name, NUMBER);
        if (text == null) return defaultValue;
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException notANumber) {
            throw invalid(name + " must be a whole number.");
        }
        throw invalid("%s must be between %d and %d.".formatted(name, min, max));
    }

    static @Nullable Boolean booleanParameter(AwsRequest request, String name) {
        return switch (request.parameter(name, Length.any())) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name + " must be true or false.");
        };
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorType.INVALID_REQUEST, message);
    }

    private SimulatorRoute() {}
}
