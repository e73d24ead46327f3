package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes responses: every one has a request id and is JSON; errors name their shape in header and body. */
final class ResponseWriter {

    private final ResponseJson json = new ResponseJson();

    void write(HttpServletResponse response, String requestId, Api api, AwsResponse content) throws IOException {
        byte[] body = content.body() == null ? new byte[0] : json.write(api, content.body());
        send(response, content.status(), requestId, body);
    }

    void error(HttpServletResponse response, String requestId, AwsException error) throws IOException {
        String shape = error.type().shape();
        response.setHeader("X-Amzn-Errortype", shape);
        Map<String, String> body = LinkedHashMap.newLinkedHashMap(2);
        body.put("__type", shape);
        body.put("Message", error.getMessage());
        send(response, error.type().status(), requestId, json.write(Api.CONNECT, body));
    }

    private static void send(HttpServletResponse response, int status, String requestId, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setHeader("x-amzn-RequestId", requestId);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
