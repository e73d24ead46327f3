package dev.contactsimulator.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * WireMock standalone in a JVM of its own, with one stub that answers SendChatIntegrationEvent with a random id: it parses
 * the body as far as the template asks for it, and keeps nothing. Its journal of requests, on by default, is off.
 */
final class WireMock {

    private static final String STUB = """
            {
              "request": {
                "method": "POST",
                "urlPath": "/chat-integration-event",
                "bodyPatterns": [ { "matchesJsonPath": "$.SourceId" } ]
              },
              "response": {
                "status": 200,
                "headers": { "Content-Type": "application/json", "x-amzn-RequestId": "{{randomValue type='UUID'}}" },
                "body": "{\\"InitialContactId\\":\\"{{randomValue type='UUID'}}\\",\\"NewChatCreated\\":false}",
                "transformers": [ "response-template" ]
              }
            }
            """;

    static RunningProgram start(Path directory) throws IOException, InterruptedException {
        Path root = directory.resolve("wiremock");
        Files.createDirectories(root.resolve("mappings"));
        Files.writeString(root.resolve("mappings/stub.json"), STUB);
        int port = Ports.free();
        List<String> command = List.of(
                Java.program(), "-jar", directory.resolve("wiremock.jar").toString(),
                "--port", Integer.toString(port),
                "--root-dir", root.toString(),
                System.getProperty("wm","--no-request-journal"),
                "--disable-banner");
        return RunningProgram.start(
                command, URI.create("http://127.0.0.1:" + port), "/__admin/mappings", directory.resolve("wiremock.log"));
    }

    private WireMock() {}
}
