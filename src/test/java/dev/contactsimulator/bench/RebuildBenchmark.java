package dev.contactsimulator.bench;

import dev.contactsimulator.support.TestPostgres.Database;
import dev.contactsimulator.view.ContactRebuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How fast the views are rebuilt from the log, and with how much memory: in a JVM of its own, bounded. Of chats one after
 * the other, or of {@code chats=50000} in turn.
 */
final class RebuildBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        long events = settings.number("events", 1_000_000);
        int chats = settings.number("chats", 0);
        String heap = settings.text("heap", "256m");
        try (BenchmarkPostgres server = BenchmarkPostgres.start(report.directory())) {
            Database database = server.newDatabase("rebuild");
            try (BenchmarkLog log = new BenchmarkLog(database)) {
                long start = System.nanoTime();
                new History(UUID.randomUUID().toString()).fill(log.log(), chats, events);
                report.raw("filled with %,.0f events/s"
                        .formatted(log.log().head().position() * 1e9 / (System.nanoTime() - start)));
            }
            Table table = new Table(
                    "events",
                    "events/s",
                    "rows changed",
                    "heap limit",
                    "resident memory at most, MiB",
                    "processor time of the program, us/event");
            for (int round = 1; round <= settings.number("rounds", 3); round++) {
                table.row((Object[]) rebuild(database, heap));
                report.raw(Machine.load());
            }
            report.table(table);
        }
    }

    private static String[] rebuild(Database database, String heap) throws Exception {
        Process process = new ProcessBuilder(
                        Java.program(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rebuild.class.getName(),
                        database.url(),
                        database.username(),
                        database.password())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) throw new IllegalStateException(String.join("\n", lines));
        String[] result = lines.getLast().split(" ");
        return new String[] {result[0], result[1], result[2], heap, result[3], result[4]};
    }

    /** The program that is measured. */
    static final class Rebuild {

        public static void main(String[] arguments) throws Exception {
            try (BenchmarkLog log = new BenchmarkLog(new Database(arguments[0], arguments[1], arguments[2]))) {
                ContactRebuild.Result result = new ContactRebuild(log.log(), log.database()).run();
                System.out.printf(
                        "%,d %,d %,d %d %.1f%n",
                        result.events(),
                        result.eventsPerSecond(),
                        result.rowsChanged(),
                        mostMemory(),
                        processorMicros() / result.events());
            }
        }

        private static double processorMicros() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .map(total -> total.toNanos() / 1e3)
                    .orElse(0.0);
        }

        private static long mostMemory() throws Exception {
            Path status = Path.of("/proc/self/status");
            if (!Files.exists(status)) return 0;
            try (Stream<String> lines = Files.lines(status)) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .sum();
            }
        }

        private Rebuild() {}
    }

    private RebuildBenchmark() {}
}
