package dev.contactsimulator.aws.protocol;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.contactsimulator.aws.protocol.RoutingTable.Match;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Serves every request of every route, known or not, with AWS's JSON: finds the operation, reads the request, lets the
 * operation handle it, and turns exceptions into AWS errors (Smithy, "AWS restJson1 protocol").
 */
public final class AwsServlet extends HttpServlet {

    private final transient RoutingTable routes;
    private final transient ResponseWriter responses;
    private final transient Failures failures;
    private final transient BrowserGuard browsers;
    private final transient CrossOrigin origins;
    private final transient Map<String, ProtocolUpgrade> upgrades;
    private final transient HttpSettings settings;
    private final transient RequestMemory memory;
    private final transient CallLimit limit;

    AwsServlet(
            Collection<Route> routes,
            Collection<ProtocolUpgrade> upgrades,
            HttpSettings settings,
            CrossOrigin origins,
            Collection<ErrorMapping> mappings,
            HttpDate date,
            CallLimit limit) {
        this.responses = new ResponseWriter(date);
        this.routes = new RoutingTable(routes);
        this.upgrades = upgrades.stream().collect(toUnmodifiableMap(ProtocolUpgrade::path, identity()));
        this.failures = new Failures(mappings);
        this.browsers = new BrowserGuard(settings.hosts(), origins);
        this.origins = origins;
        this.settings = settings;
        this.limit = limit;
        this.memory = new RequestMemory(settings.memoryBytes());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = RequestIds.next();
        try (RequestMemory.Reservation reservation = memory.reservation()) {
            RequestBody body = new RequestBody(request, reservation, settings);
            Match match = match(request.getMethod(), request.getRequestURI());
            try {
                browsers.requireAllowedPage(request);
                if (isServedWithoutRoute(request, response, requestId)) return;
                if (match == null) throw unknown(request.getRequestURI(), response);
                limit.require(match.route());
                AwsResponse answer = handle(request, body, reservation, match, requestId);
                body.discardRest();
                responses.write(response, requestId, match.route().api(), answer, reservation);
            } catch (RuntimeException failure) {
                refuse(failure, match, body, response, requestId);
            }
            body.requireEnd(response);
        }
    }

    /** A connection that changes to another protocol, or a browser that asks what a page of another origin may send. */
    private boolean isServedWithoutRoute(HttpServletRequest request, HttpServletResponse response, String requestId)
            throws IOException {
        if (origins.allows(request)) {
            CrossOrigin.open(request, response);
            if (CrossOrigin.isPreflight(request)) {
                CrossOrigin.respond(response);
                return true;
            }
        }
        ProtocolUpgrade upgrade = upgrades.get(request.getRequestURI());
        if (upgrade == null || request.getHeader("Upgrade") == null) return false;
        upgrade.upgrade(request, response, requestId);
        return true;
    }

    private void refuse(
            RuntimeException failure,
            @Nullable Match match,
            RequestBody body,
            HttpServletResponse response,
            String requestId)
            throws IOException {
        if (failure instanceof JacksonIOException gone) throw new CloseNowException("the client is gone", gone);
        AwsException error = failures.errorFor(failure, match == null ? null : match.route(), requestId);
        if (!response.isCommitted()) body.discardRest();
        if (response.isCommitted()) {
            // Tomcat answers a request that it could not read (JsonErrorReport)
            if (failure instanceof AwsException) return;
            throw new CloseNowException("a response breaks off", failure);
        }
        response.resetBuffer();
        responses.error(
                response, requestId, match == null ? "none" : match.route().operation(), error);
    }

    /** The simulator's own routes answer HEAD where they answer GET (RFC 9110, section 9.3.2); Tomcat leaves the body out. */
    private @Nullable Match match(String method, String path) {
        Match match = routes.find(method, path);
        boolean head = match == null && method.equals("HEAD") && Api.ofPath(path) == Api.SIMULATOR;
        return head ? routes.find("GET", path) : match;
    }

    /** Says which methods a path has (RFC 9110, section 15.5.6), below {@code /_simulator/}; AWS knows no such error. */
    private AwsException unknown(String path, HttpServletResponse response) {
        Set<String> methods = Api.ofPath(path) == Api.SIMULATOR ? routes.methods(path) : Set.of();
        if (methods.isEmpty()) {
            return new AwsException(
                    ErrorType.UNKNOWN_OPERATION,
                    "This method and path are no operation that is simulated; the README lists those that are.");
        }
        if (methods.contains("GET")) methods.add("HEAD");
        String allowed = String.join(", ", methods);
        response.setHeader("Allow", allowed);
        return new AwsException(ErrorType.METHOD_NOT_ALLOWED, "This path is called with " + allowed + ".");
    }

    private AwsResponse handle(
            HttpServletRequest http,
            RequestBody requestBody,
            RequestMemory.Reservation reservation,
            Match match,
            String requestId) {
        Route route = match.route();
        Credential credential = Credential.of(http.getHeader("Authorization"));
        Query query = Query.parse(http.getQueryString());
        Map<String, @Nullable Object> body =
                route.hasBody() ? StrictJson.readObject(requestBody.read(), reservation::take) : Map.of();
        String invocationId = PrintableAscii.orNull(http.getHeader("amz-sdk-invocation-id"));
        return route.handle(
                new AwsRequest(match.rawLabels(), query, http::getHeader, body, requestBody),
                new AwsCall(requestId, invocationId, credential, route.operation()));
    }
}
