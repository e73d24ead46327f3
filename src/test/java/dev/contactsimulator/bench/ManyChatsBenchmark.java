package dev.contactsimulator.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Messages to few chats and to many that take turns, on one simulator and in one run; how fast many chats begin; and the
 * first message to a long contact after a restart, over one connection. Settings: {@code chats}, {@code connections},
 * {@code rounds}, {@code seconds}, {@code warmup-requests}, {@code restarts}, {@code long}.
 */
final class ManyChatsBenchmark {

    private static final int FEW = 500;

    private final Settings settings;
    private final Report report;
    private final Path data;
    private final int chats;
    private final int connections;
    private final Readings readings = new Readings();

    private ManyChatsBenchmark(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.data = report.directory().resolve("chats-data");
        this.chats = settings.number("chats", 50_000);
        this.connections = settings.number("connections", 64);
    }

    static void run(Settings settings, Report report) throws Exception {
        ManyChatsBenchmark benchmark = new ManyChatsBenchmark(settings, report);
        Directories.delete(benchmark.data);
        benchmark.rates();
        benchmark.coldContacts();
    }

    private RunningProgram start() throws IOException, InterruptedException {
        return Simulator.start(settings, data, report.directory().resolve("chats.log"));
    }

    private void rates() throws Exception {
        Messages few = Messages.to(Messages.OPERATION, FEW);
        Messages many = Messages.to(Messages.OPERATION, FEW, chats);
        try (RunningProgram simulator = start()) {
            HttpLoad.send(simulator.base(), connections, settings.number("warmup-requests", 100_000), few);
            HttpLoad.Result begin = HttpLoad.send(simulator.base(), connections, chats, many);
            add("begin", begin);
            for (int round = 1; round <= settings.number("rounds", 5); round++) {
                measure("few", simulator, few);
                measure("many", simulator, many);
            }
            Table table = new Table("connections", "chats begun/s", "500 chats", "many chats in turn", "ratio");
            table.row(
                    connections,
                    readings.shown("begin"),
                    readings.shown("few"),
                    readings.shown("many"),
                    readings.ratio("many", "few"));
            report.table(table);
            Table latencies = new Table("p50 / p99 in ms", "500 chats", "%,d chats".formatted(chats));
            latencies.row("", latency("few"), latency("many"));
            report.table(latencies);
            report.line("events: %,d; resident memory: program %d MiB, PostgreSQL %d MiB"
                    .formatted(Simulator.position(simulator), simulator.memory(), simulator.memoryOfDatabase()));
        }
    }

    private void measure(String name, RunningProgram simulator, HttpLoad.Requests requests) throws IOException {
        Duration each = Duration.ofSeconds(settings.number("seconds", 10));
        add(name, HttpLoad.run(simulator.base(), connections, each, requests));
    }

    private void add(String name, HttpLoad.Result result) throws IOException {
        readings.add(name, result.rate());
        readings.add(name + " p50", result.latencies().percentile(50));
        readings.add(name + " p99", result.latencies().percentile(99));
        report.raw("%-6s %,8.0f/s  p50 %.2f ms  p99 %.2f ms  %s"
                .formatted(
                        name,
                        result.rate(),
                        result.latencies().percentile(50),
                        result.latencies().percentile(99),
                        Machine.load()));
    }

    private String latency(String name) {
        return "%.2f / %.2f".formatted(readings.median(name + " p50"), readings.median(name + " p99"));
    }

    /** Chats of 10 and of many messages, one message to each after a restart. */
    private void coldContacts() throws Exception {
        int longContact = settings.number("long", 10_000);
        int count = settings.number("cold-contacts", 100);
        if (count == 0) return;
        int first = FEW + chats;
        Table table = new Table("messages in the contact", "first message after a restart, p50 / p99 / slowest in ms");
        try (RunningProgram simulator = start()) {
            HttpLoad.send(simulator.base(), connections, 10L * count, Messages.to(Messages.OPERATION, first, count));
            HttpLoad.send(
                    simulator.base(),
                    connections,
                    (long) longContact * count,
                    Messages.to(Messages.OPERATION, first + count, count));
        }
        for (int length : List.of(10, longContact)) {
            try (RunningProgram simulator = start()) {
                // other chats warm the program up; none of the measured ones is in memory
                HttpLoad.send(
                        simulator.base(),
                        8,
                        settings.number("warmup-requests", 100_000),
                        Messages.to(Messages.OPERATION, FEW, chats));
                int of = length == 10 ? first : first + count;
                HttpLoad.Result cold =
                        HttpLoad.send(simulator.base(), 1, count, Messages.to(Messages.OPERATION, of, count));
                table.row(
                        "%,d".formatted(length),
                        "%.2f / %.2f / %.2f"
                                .formatted(
                                        cold.latencies().percentile(50),
                                        cold.latencies().percentile(99),
                                        cold.latencies().percentile(100)));
            }
        }
        report.table(table);
    }
}
