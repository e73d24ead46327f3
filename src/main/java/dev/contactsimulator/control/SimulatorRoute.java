package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Route.Handler;
import dev.contactsimulator.aws.protocol.Route.Reader;
import dev.contactsimulator.contact.ContactId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route below {@code /_simulator/} with its description, from which lists of routes can be made. A query parameter or
 * a member of the body that it does not declare is refused.
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
    public record Description(
            String method,
            String path,
            String name,
            String summary,
            List<Parameter> parameters,
            List<BodyMember> body) {

        /** With the query parameters that it takes. */
        Description with(Parameter... taken) {
            return new Description(method, path, name, summary, List.of(taken), body);
        }

        /** With the members that the JSON object in its body may have. */
        Description with(BodyMember... members) {
            return new Description(method, path, name, summary, parameters, List.of(members));
        }

        <Q> SimulatorRoute handledBy(Reader<Q> reader, Handler<Q> handler) {
            Reader<Q> strict = request -> {
                requireKnown("query parameter", request.parameterNames(), parameters, Parameter::name);
                if (!body.isEmpty()) requireKnown("member", request.body().names(), body, BodyMember::name);
                return reader.read(request);
            };
            return new SimulatorRoute(
                    this, Route.of(Api.SIMULATOR, method, path, name, ErrorType.INVALID_REQUEST, strict, handler));
        }

        <Q> SimulatorRoute handledBy(Reader<Q> reader, Function<Q, AwsResponse> handler) {
            return handledBy(reader, (request, call) -> handler.apply(request));
        }

        /** For a route that needs nothing from its request. */
        SimulatorRoute handledBy(Supplier<AwsResponse> handler) {
            return handledBy(request -> request, (request, call) -> handler.get());
        }

        private static <T> void requireKnown(String what, Set<String> sent, List<T> known, Function<T, String> name) {
            List<String> names = known.stream().map(name).toList();
            for (String each : sent) {
                if (!names.contains(each)) throw unknown(what, each, names);
            }
        }

        private static AwsException unknown(String what, String sent, List<String> names) {
            String shown = PLAIN_NAME.matcher(sent).matches() ? what + " " + sent : what + " that was sent";
            String known = names.isEmpty() ? "it takes none." : "it takes " + String.join(", ", names) + ".";
            return invalid("This route has no " + shown + ": " + known);
        }
    }

    /**
     * A member of the body of a route, a text of 1 to 256 characters that may be left out.
     *
     * @param summary what it is for, in one line
     */
    public record BodyMember(String name, String summary) {

        private static final Length TEXT = Length.between(1, 256);

        @Nullable
        String in(AwsRequest request) {
            return request.body().string(name, TEXT);
        }
    }

    static Description get(String path, String name, String summary) {
        return new Description("GET", "/_simulator" + path, name, summary, List.of(), List.of());
    }

    static Description post(String path, String name, String summary) {
        return new Description("POST", "/_simulator" + path, name, summary, List.of(), List.of());
    }

    static Description put(String path, String name, String summary) {
        return new Description("PUT", "/_simulator" + path, name, summary, List.of(), List.of());
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
