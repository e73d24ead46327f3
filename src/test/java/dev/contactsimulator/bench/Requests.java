package dev.contactsimulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that take turns, made ready once. */
final class Requests {

    static HttpLoad.Requests get(List<String> paths) {
        return turns(paths.stream()
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                .toList());
    }

    static HttpLoad.Requests post(String path, String body) {
        return turns(List.of("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body));
    }

    private static HttpLoad.Requests turns(List<String> requests) {
        List<byte[]> ready =
                requests.stream().map(request -> request.getBytes(UTF_8)).toList();
        AtomicInteger sent = new AtomicInteger();
        return (connection, into) -> into.put(ready.get(sent.getAndIncrement() % ready.size()));
    }

    private Requests() {}
}
