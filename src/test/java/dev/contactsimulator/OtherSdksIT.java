package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversations through clients in other languages, each in a process of its own. A client that is not installed skips its
 * test and says so; where the environment has {@code CI}, it fails it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OtherSdksIT {

    private static final Logger log = LoggerFactory.getLogger(OtherSdksIT.class);
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path PYTHON = Path.of("src/test/python").toAbsolutePath();
    private static final Path JAVASCRIPT = Path.of("src/test/javascript").toAbsolutePath();
    private static final Path CHATJS = Path.of("src/test/resources/chatjs").toAbsolutePath();

    private record Result(int exit, String output) {}

    @Test
    void boto3_converses() throws Exception {
        require(HERE, "python3", "-c", "import boto3");
        converse(HERE, "python3", PYTHON.resolve("conversation_boto3.py").toString());
    }

    @Test // 66
    void boto3_is_throttled_and_tries_again() throws Exception {
        require(HERE, "python3", "-c", "import boto3");
        try (RunningSimulator throttled = RunningSimulator.start(
                "simulator.throttling.enabled=true",
                "simulator.throttling.operations.SendChatIntegrationEvent=0.25/26")) {
            String script = PYTHON.resolve("throttling_boto3.py").toString();
            Result result = run(HERE, "python3", script, throttled.baseUrl().toString());
            assertThat(result.exit()).as(result.output()).isZero();
            log.info(result.output().strip());
        }
    }

    @Test
    void the_aws_cli_converses() throws Exception {
        require(HERE, "python3", "--version");
        require(HERE, "aws", "--version");
        converse(HERE, "python3", PYTHON.resolve("conversation_cli.py").toString());
    }

    @Test
    void the_sdk_for_javascript_converses() throws Exception {
        require(HERE, "node", "--version");
        Path installed = installed(JAVASCRIPT, "conversation.mjs");
        converse(installed, "node", "conversation.mjs");
    }

    /** amazon-connect-chatjs, unmodified: the other side of a chat, over a network that fails once. */
    @Test
    void the_official_chat_client_converses() throws Exception {
        require(HERE, "node", "--version");
        Path installed = installed(CHATJS, "chat.mjs");
        converse(installed, "node", "chat.mjs");
    }

    /** The packages are installed below target, so that the sources stay free of them. */
    private static Path installed(Path sources, String script) throws Exception {
        Path folder = Files.createDirectories(HERE.resolve("target").resolve(sources.getFileName()));
        boolean changed = false;
        for (String name : List.of(".npmrc", "package.json", "package-lock.json", script)) {
            Path copy = folder.resolve(name);
            boolean same = Files.exists(copy) && Files.mismatch(sources.resolve(name), copy) == -1;
            changed |= !same && !name.equals(script);
            Files.copy(sources.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        if (changed || Files.notExists(folder.resolve("node_modules/.package-lock.json"))) {
            require(folder, "npm", "ci", "--ignore-scripts");
        }
        return folder;
    }

    private static void require(Path folder, String... command) throws Exception {
        Result result;
        try {
            result = run(folder, command);
        } catch (IOException missing) {
            result = new Result(-1, missing.getMessage());
        }
        if (result.exit() == 0) return;
        String message = "skipped, for this does not work here: " + String.join(" ", command) + "\n" + result.output();
        if (System.getenv("CI") != null) fail(message);
        log.warn(message);
        assumeTrue(false, message);
    }

    private static void converse(Path folder, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        line.add(RunningSimulator.shared().baseUrl().toString());
        Result result = run(folder, line.toArray(String[]::new));
        assertThat(result.exit()).as(result.output()).isZero();
        log.info(result.output()
                .strip()
                .lines()
                .reduce((first, second) -> second)
                .orElse(""));
    }

    private static Result run(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile("other-sdk", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            if (!ended) process.destroyForcibly().waitFor();
            return new Result(ended ? process.exitValue() : -1, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
