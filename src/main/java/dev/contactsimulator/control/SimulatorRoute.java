package dev.contactsimulator.control;

import static java.util.stream.Collectors.joining;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Route.Reader;
import dev.contactsimulator.contact.ContactId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A route below {@code /_simulator/} with its description, from which lists of routes can be made. A query parameter that
 * it does not declare is refused.
 */
public record SimulatorRoute(Description description, Route route) {

    private static final Length ID = Length.between(1, 256);

    /** Names that are repeated in an error. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    /**
     * What a route is.
     *
     * @param path from the root, with labels in braces
     * @param name as AWS names operations
     * @param summary what it does, in one line
     */
    public record Description(String method, String path, String name, String summary, List<Parameter> parameters) {

        /** With the query parameters that it takes. */
        Description with(Parameter... taken) {
            return new Description(method, path, name, summary, List.of(taken));
        }

        <Q> SimulatorRoute handledBy(Reader<Q> reader, Function<Q, AwsResponse> handler) {
            Reader<Q> strict = request -> {
                requireKnown(request);
                return reader.read(request);
            };
            return new SimulatorRoute(
                    this,
                    Route.of(
                            Api.SIMULATOR,
                            method,
                            path,
                            name,
                            ErrorType.INVALID_REQUEST,
                            strict,
                            (request, call) -> handler.apply(request)));
        }

        /** For a route that needs nothing from its request. */
        SimulatorRoute handledBy(Supplier<AwsResponse> handler) {
            return handledBy(request -> request, request -> handler.get());
        }

        private void requireKnown(AwsRequest request) {
            for (String sent : request.parameterNames()) {
                if (parameters.stream().noneMatch(known -> known.name().equals(sent))) throw unknownParameter(sent);
            }
        }

        private AwsException unknownParameter(String sent) {
            return unknown("query parameter", sent, parameters.stream().map(Parameter::name));
        }
    }

    static Description get(String path, String name, String summary) {
        return new Description("GET", "/_simulator" + path, name, summary, List.of());
    }

    static Description post(String path, String name, String summary) {
        return new Description("POST", "/_simulator" + path, name, summary, List.of());
    }

    static Description put(String path, String name, String summary) {
        return new Description("PUT", "/_simulator" + path, name, summary, List.of());
    }

    /** @param known the members that the body of the route takes */
    static void requireKnownMembers(AwsRequest request, List<String> known) {
        for (String sent : request.body().names()) {
            if (!known.contains(sent)) throw unknown("member", sent, known.stream());
        }
    }

    private static AwsException unknown(String what, String sent, Stream<String> known) {
        String shown = PLAIN_NAME.matcher(sent).matches() ? what + " " + sent : what + " that was sent";
        String all = known.collect(joining(", "));
        return invalid(
                "This route has no " + shown + ": " + (all.isEmpty() ? "it takes none." : "it takes " + all + "."));
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

    static AwsException invalid(String message) {
        return new AwsException(ErrorType.INVALID_REQUEST, message);
    }
}
