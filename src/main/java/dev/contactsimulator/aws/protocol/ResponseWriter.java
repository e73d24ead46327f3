package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes responses: every one has a request id and is JSON; errors name their shape in header and body. */
final class ResponseWriter {

    private static final Logger log = LoggerFactory.getLogger(ResponseWriter.class);

    /** What a streamed response takes while it is written: pages of it, and buffers. */
    private static final int STREAM_BYTES = 1 << 20;

    private final ResponseJson json = new ResponseJson();
    private final HttpDate date;

    ResponseWriter(HttpDate date) {
        this.date = date;
    }

    void write(
            HttpServletResponse response,
            String requestId,
            Api api,
            AwsResponse content,
            RequestMemory.Reservation memory)
            throws IOException {
        if (content.body() instanceof StreamedBody streamed) {
            memory.take(STREAM_BYTES);
            head(response, content.status(), requestId);
            json.write(api, streamed, response.getOutputStream());
            return;
        }
        if (content.body() instanceof FileBody file) {
            memory.take(STREAM_BYTES);
            head(response, content.status(), requestId);
            response.setContentType(file.contentType());
            response.setContentLengthLong(file.length());
            file.headers().forEach(response::setHeader);
            file.content().writeTo(response.getOutputStream());
            return;
        }
        byte[] body = content.body() == null ? new byte[0] : json.write(api, content.body());
        send(response, content.status(), requestId, body);
    }

    /** @param operation its name, or what stands for it where there is none */
    void error(HttpServletResponse response, String requestId, String operation, AwsException error)
            throws IOException {
        String shape = error.type().shape();
        log.info(
                "event=call-refused requestId={} operation={} error={} rule=\"{}\"",
                requestId,
                operation,
                shape,
                error.getMessage());
        // the server does not wait for the rest of the body (RFC 9110, section 15.5.9)
        if (error.type() == ErrorType.REQUEST_TIMEOUT) response.setHeader("Connection", "close");
        response.setHeader("X-Amzn-Errortype", shape);
        Map<String, Object> body = LinkedHashMap.newLinkedHashMap(3);
        body.put("__type", shape);
        body.put("Message", String.valueOf(error.getMessage()));
        if (!error.problems().isEmpty()) {
            body.put(
                    "problems",
                    error.problems().stream()
                            .map(each -> Map.of("message", each))
                            .toList());
        }
        send(response, error.type().status(), requestId, json.write(Api.CONNECT, body));
    }

    private void send(HttpServletResponse response, int status, String requestId, byte[] body) throws IOException {
        head(response, status, requestId);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void head(HttpServletResponse response, int status, String requestId) {
        response.setStatus(status);
        response.setHeader("Date", date.now()); // Tomcat would write real time
        response.setHeader("x-amzn-RequestId", requestId);
        response.setContentType("application/json");
    }
}
