package dev.contactsimulator.aws.protocol;

import dev.contactsimulator.aws.protocol.RoutingTable.Match;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves every request of every route, known or not, with AWS's JSON: finds the operation, reads the request, lets the
 * operation handle it, and turns exceptions into AWS errors (Smithy, "AWS restJson1 protocol").
 */
public final class AwsServlet extends HttpServlet {

    private final transient RoutingTable routes;
    private final transient ResponseWriter responses = new ResponseWriter();
    private final transient Failures failures;
    private final transient BrowserGuard browsers;
    private final int maxRequestBytes;

    public AwsServlet(Collection<Route> routes, HttpSettings settings, Collection<ErrorMapping> mappings) {
        this.routes = new RoutingTable(routes);
        this.failures = new Failures(mappings);
        this.browsers = new BrowserGuard(settings.hosts());
        this.maxRequestBytes = settings.maxRequestBytes();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = RequestIds.next();
        try {
            browsers.requireOwnPage(request);
        } catch (AwsException refusal) {
            responses.error(response, requestId, refusal);
            return;
        }
        Match match = match(request.getMethod(), request.getRequestURI());
        if (match == null) {
            refuseUnknown(request.getRequestURI(), response, requestId);
            return;
        }
        Route route = match.route();
        try {
            responses.write(response, requestId, route.api(), handle(request, match, requestId));
        } catch (RuntimeException failure) {
            responses.error(response, requestId, failures.errorFor(failure, route, requestId));
        }
    }

    /** The simulator's own routes answer HEAD where they answer GET (RFC 9110, section 9.3.2); Tomcat leaves the body out. */
    private @Nullable Match match(String method, String path) {
        Match match = routes.find(method, path);
        boolean head = match == null && method.equals("HEAD") && Api.ofPath(path) == Api.SIMULATOR;
        return head ? routes.find("GET", path) : match;
    }

    /** Says which methods a path has (RFC 9110, section 15.5.6), below {@code /_simulator/}; AWS knows no such error. */
    private void refuseUnknown(String path, HttpServletResponse response, String requestId) throws IOException {
        Set<String> methods = Api.ofPath(path) == Api.SIMULATOR ? routes.methods(path) : Set.of();
        if (methods.isEmpty()) {
            responses.error(response, requestId, notSimulated());
            return;
        }
        if (methods.contains("GET")) methods.add("HEAD");
        String allowed = String.join(", ", methods);
        response.setHeader("Allow", allowed);
        responses.error(
                response,
                requestId,
                new AwsException(ErrorType.METHOD_NOT_ALLOWED, "This path is called with " + allowed + "."));
    }

    private AwsResponse handle(HttpServletRequest http, Match match, String requestId) {
        Route route = match.route();
        Credential credential = Credential.of(http.getHeader("Authorization"));
        Query query = Query.parse(http.getQueryString());
        Map<String, @Nullable Object> body =
                route.hasBody() ? StrictJson.readObject(RequestBody.read(http, maxRequestBytes)) : Map.of();
        String invocationId = PrintableAscii.orNull(http.getHeader("amz-sdk-invocation-id"));
        return route.handle(
                new AwsRequest(match.rawLabels(), query, body),
                new AwsCall(requestId, invocationId, credential, route.operation()));
    }

    private static AwsException notSimulated() {
        return new AwsException(
                ErrorType.UNKNOWN_OPERATION,
                "This method and path are no operation that is simulated; the README lists those that are.");
    }
}
