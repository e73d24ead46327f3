package dev.contactsimulator.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * WireMock standalone in a JVM of its own, with one stub that responds to SendChatIntegrationEvent with a random id: it asks
 * that the body has a SourceId, and keeps nothing but its journal of requests, which it has by default.
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

    /** @param journal as by default; off, WireMock is faster and does not grow */
    static RunningProgram start(Path directory, boolean journal) throws IOException, InterruptedException {
        Path root = directory.resolve("wiremock");
        Files.createDirectories(root.resolve("mappings"));
        Files.writeString(root.resolve("mappings/stub.json"), STUB);
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                Java.program(),
                "-jar",
                directory.resolve("wiremock.jar").toString(),
                "--port",
                Integer.toString(port),
                "--root-dir",
                root.toString(),
                "--disable-banner"));
        if (!journal) command.add("--no-request-journal");
        return RunningProgram.start(
                command,
                URI.create("http://127.0.0.1:" + port),
                "/__admin/mappings",
                directory.resolve(journal ? "wiremock.log" : "wiremock-bare.log"),
                root.resolve("no-server"));
    }

    private WireMock() {}
}
