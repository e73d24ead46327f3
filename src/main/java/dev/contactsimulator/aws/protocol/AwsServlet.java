package dev.contactsimulator.aws.protocol;

import dev.contactsimulator.aws.protocol.RoutingTable.Match;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.RequestContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Answers every request of every route, known or not, with AWS's JSON: finds the operation, reads the request, lets the
 * operation answer, and turns whatever goes wrong into an error of AWS (Smithy, "AWS restJson1 protocol").
 */
public final class AwsServlet extends HttpServlet {

    private final transient RoutingTable routes;
    private final transient ResponseWriter answers = new ResponseWriter();
    private final transient Failures failures;
    private final int maxRequestBytes;

    /** @param passing the failures that are answered with 503, for the client to try again, and not with 500 */
    public AwsServlet(Collection<Route> routes, HttpSettings settings, Predicate<Throwable> passing) {
        this.routes = new RoutingTable(routes);
        this.failures = new Failures(passing);
        this.maxRequestBytes = settings.maxRequestBytes();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = RequestIds.next();
        Match match = routes.find(request.getMethod(), request.getRequestURI());
        if (match == null) {
            answers.error(response, requestId, notSimulated());
            return;
        }
        Route route = match.route();
        try {
            answers.write(response, requestId, route.api(), answer(request, match, requestId));
        } catch (AwsException error) {
            answers.error(response, requestId, error);
        } catch (ContactRejection rejection) {
            answers.error(
                    response,
                    requestId,
                    new AwsException(typeOf(rejection, route), Objects.requireNonNull(rejection.getMessage())));
        } catch (RuntimeException failure) {
            answers.error(response, requestId, failures.toAnswer(failure, route, requestId));
        }
    }

    private AwsResponse answer(HttpServletRequest http, Match match, String requestId) {
        Route route = match.route();
        Credential credential = Credential.of(http.getHeader("Authorization"));
        Query query = Query.parse(http.getQueryString());
        Map<String, Object> body =
                route.hasBody() ? StrictJson.readObject(RequestBody.read(http, maxRequestBytes)) : Map.of();
        AwsRequest request = new AwsRequest(match.rawLabels(), query, body, credential);
        String invocationId = PrintableAscii.orNull(http.getHeader("amz-sdk-invocation-id"));
        return route.answer(
                request, new RequestContext(requestId, invocationId, credential.accessKeyId(), route.operation(), null));
    }

    private static ErrorType typeOf(ContactRejection rejection, Route route) {
        return switch (rejection.kind()) {
            case INVALID_VALUE -> route.invalidValue();
            case INVALID_STATE -> route.api() == Api.PARTICIPANT ? ErrorType.VALIDATION : ErrorType.INVALID_REQUEST;
        };
    }

    private static AwsException notSimulated() {
        return new AwsException(
                ErrorType.UNKNOWN_OPERATION,
                "This method and path are no operation that is simulated; the README lists those that are.");
    }
}
