package dev.contactsimulator.bench;

import java.nio.file.Path;
import java.time.Duration;

/**
 * From the start of the process to the first response that says ready, with an empty data directory and with one that is
 * full; and the memory that it takes, at rest and after work.
 */
final class StartupBenchmark {

    private static final int REQUESTS = 100_000;

    static void run(Settings settings, Report report) throws Exception {
        Path data = report.directory().resolve("startup-data");
        Readings readings = new Readings();
        int rounds = settings.number("rounds", 3);
        for (int round = 1; round <= rounds; round++) {
            Directories.delete(data);
            start(settings, report, readings, data, "empty directory");
            start(settings, report, readings, data, "existing directory");
        }
        Table startup = new Table("start-up to first response", "seconds");
        startup.row("empty directory", readings.shown("empty directory"));
        startup.row("existing directory", readings.shown("existing directory"));
        report.table(startup);
        report.table(memory(settings, report, data));
    }

    private static void start(Settings settings, Report report, Readings readings, Path data, String kind)
            throws Exception {
        try (RunningProgram simulator =
                Simulator.start(settings, data, report.directory().resolve("startup.log"))) {
            double seconds = simulator.startup().toMillis() / 1000.0;
            report.raw("%s: %.2f s, processor %.2f s, %s"
                    .formatted(kind, seconds, simulator.processor().program() / 1e6, Machine.load()));
            readings.add(kind, seconds);
        }
    }

    private static Table memory(Settings settings, Report report, Path data) throws Exception {
        Table table = new Table("resident memory in MiB", "program", "PostgreSQL");
        try (RunningProgram simulator =
                Simulator.start(settings, data, report.directory().resolve("startup.log"))) {
            Thread.sleep(Duration.ofSeconds(settings.number("idle", 60)));
            table.row("idle", simulator.memory(), simulator.memoryOfDatabase());
            long start = Simulator.position(simulator);
            Messages messages = Messages.to(Messages.OPERATION, 500);
            while (Simulator.position(simulator) - start < REQUESTS) {
                HttpLoad.run(simulator.base(), 32, Duration.ofSeconds(2), messages);
            }
            table.row(
                    "after %,d requests".formatted(Simulator.position(simulator) - start),
                    simulator.memory(),
                    simulator.memoryOfDatabase());
            table.row("at most", simulator.mostMemory(), "");
        }
        return table;
    }

    private StartupBenchmark() {}
}
