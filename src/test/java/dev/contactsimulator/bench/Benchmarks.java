package dev.contactsimulator.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/**
 * The benchmarks' main class.
 *
 * <pre>
 *  mvn -Pbench verify -Dbench=http
 *  mvn -Pbench verify -Dbench="http rounds=5 seconds=20"
 * </pre>
 *
 * Tables go to standard output in Markdown, and with everything they were made of to {@code target/bench}.
 */
public final class Benchmarks {

    private interface Benchmark {
        void run(Settings settings, Report report) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = Map.of(
            "log", LogBenchmark::run,
            "http", HttpBenchmark::run,
            "streaming", StreamingBenchmark::run,
            "growth", GrowthBenchmark::run,
            "rebuild", RebuildBenchmark::run,
            "search", SearchBenchmark::run,
            "verify", VerificationBenchmark::run,
            "startup", StartupBenchmark::run,
            "chats", ManyChatsBenchmark::run,
            "websocket", WebSocketBenchmark::run);

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        List<String> words = List.of(String.join(" ", arguments).strip().split("[ ,]+"));
        List<String> names = new ArrayList<>(words);
        names.removeIf(word -> word.contains("="));
        if (names.isEmpty() || !BENCHMARKS.keySet().containsAll(names)) {
            System.err.println("usage: mvn -Pbench verify -Dbench=\"<benchmark> [setting=value]...\"");
            System.err.println("benchmarks: " + String.join(" ", new TreeSet<>(BENCHMARKS.keySet())));
            System.exit(2);
        }
        Settings settings = Settings.parse(words);
        for (String name : names) run(name, settings);
        System.exit(0); // whatever a server has left running in this JVM
    }

    private static void run(String name, Settings settings) throws Exception {
        try (Report report = Report.open(Path.of("target", "bench"), name)) {
            report.line("# " + name);
            report.line(Machine.describe());
            report.line("settings: " + settings);
            BENCHMARKS.get(name).run(settings, report);
            report.line(Machine.load());
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private Benchmarks() {}
}
