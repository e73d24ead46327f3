package dev.contactsimulator.aws.protocol;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the response to a request that Tomcat refuses before it reaches the servlet (a malformed request line, headers
 * that are too large, an unknown transfer coding …): AWS's JSON with a client error, since the request is wrong.
 */
final class JsonErrorReport extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(JsonErrorReport.class);

    private final ResponseWriter responses;

    JsonErrorReport(HttpDate date) {
        responses = new ResponseWriter(date);
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        String requestId = RequestIds.next();
        try {
            responses.error(response.getResponse(), requestId, "none", errorFor(request, response, failure));
            response.finishResponse();
        } catch (IOException gone) {
            log.debug("event=response-not-sent requestId={}", requestId, gone);
        }
    }

    private static AwsException errorFor(Request request, Response response, Throwable failure) {
        String method = request.getMethod();
        if (response.getStatus() == 405 || "CONNECT".equals(method) || "TRACE".equals(method)) {
            return new AwsException(ErrorType.UNKNOWN_OPERATION, "No operation is called with this method.");
        }
        if (response.getStatus() == 408) {
            return new AwsException(ErrorType.REQUEST_TIMEOUT, "The request did not arrive in time.");
        }
        if (response.getStatus() == 413) {
            return new AwsException(ErrorType.REQUEST_ENTITY_TOO_LARGE, "The request is too large.");
        }
        if (response.getStatus() == 503) {
            return new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The simulator is stopping.");
        }
        if (response.getStatus() == 500 && failure != null) {
            log.error("event=request-failed", failure);
            return new AwsException(Api.ofPath(request.getRequestURI()).internalError(), "The simulator failed.");
        }
        return AwsException.malformedHttp("The request is not valid HTTP/1.1, or has something that is not supported.");
    }
}
