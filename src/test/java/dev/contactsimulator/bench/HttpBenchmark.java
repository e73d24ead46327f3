package dev.contactsimulator.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * SendChatIntegrationEvent over HTTP, durable and with its views, against a route of the same server that only parses the
 * same body and responds (the baseline), and against WireMock, which responds with a stub. Load generator, servers and PostgreSQL
 * share the machine. After each round the log must have grown by exactly as many events as there were responses.
 */
final class HttpBenchmark {

    private static final int CHATS = 500;

    /** Something under load. */
    private record Target(String name, RunningProgram program, HttpLoad.Requests requests, boolean recorded) {}

    private final Settings settings;
    private final Report report;
    private final List<Integer> connectionCounts;
    private final Readings readings = new Readings();

    private HttpBenchmark(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.connectionCounts = settings.numbers("connections", "8;32;128");
    }

    static void run(Settings settings, Report report) throws Exception {
        Directories.delete(report.directory().resolve("http-data"));
        try (RunningProgram simulator = Simulator.start(
                        settings,
                        report.directory().resolve("http-data"),
                        report.directory().resolve("simulator.log"),
                        "simulator.ceiling-route=true");
                RunningProgram wireMock = WireMock.start(report.directory(), true);
                RunningProgram bareWireMock = WireMock.start(report.directory(), false)) {
            new HttpBenchmark(settings, report)
                    .run(List.of(
                            new Target("simulator", simulator, Messages.to(Messages.OPERATION, CHATS), true),
                            new Target(
                                    "without ids",
                                    simulator,
                                    Messages.withoutInvocationIds(Messages.OPERATION, CHATS),
                                    true),
                            new Target("ceiling", simulator, Messages.to(Messages.CEILING, CHATS), false),
                            new Target("wiremock", wireMock, Messages.to(Messages.OPERATION, CHATS), false),
                            new Target("wiremock bare", bareWireMock, Messages.to(Messages.OPERATION, CHATS), false)));
        }
    }

    private void run(List<Target> targets) throws Exception {
        for (Target target : targets) warmUp(target);
        for (int round = 1; round <= settings.number("rounds", 3); round++) {
            for (int connections : connectionCounts) {
                for (Target target : targets) measure(target, connections);
            }
        }
        report.table(rates());
        report.table(latencies());
        report.table(processor());
        report.line("");
        RunningProgram simulator = targets.getFirst().program();
        report.line("events at the end: %,d; resident memory: program %d MiB, PostgreSQL %d MiB"
                .formatted(Simulator.position(simulator), simulator.memory(), simulator.memoryOfDatabase()));
    }

    /** For a time, and until the JIT has seen enough, however busy the machine is with other things. */
    private void warmUp(Target target) throws IOException {
        long start = System.nanoTime();
        HttpLoad.Result result = HttpLoad.run(
                target.program().base(), 32, Duration.ofSeconds(settings.number("warmup", 30)), target.requests());
        long missing = settings.number("warmup-requests", 150_000) - result.answered();
        if (missing > 0) HttpLoad.send(target.program().base(), 32, missing, target.requests());
        report.raw("%s warm after %d s"
                .formatted(
                        target.name(),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds()));
    }

    private void measure(Target target, int connections) throws IOException, InterruptedException {
        RunningProgram program = target.program();
        Duration each = Duration.ofSeconds(settings.number("seconds", 10));
        long before = target.recorded() ? Simulator.position(program) : 0;
        RunningProgram.Processor processor = program.processor();
        HttpLoad.Result result = HttpLoad.run(program.base(), connections, each, target.requests());
        processor = program.processor().since(processor);
        if (target.recorded() && Simulator.position(program) - before != result.answered()) {
            throw new IllegalStateException("%d responses, but %d new events"
                    .formatted(result.answered(), Simulator.position(program) - before));
        }
        String name = target.name() + connections;
        readings.add(name, result.rate());
        readings.add(name + " p50", result.latencies().percentile(50));
        readings.add(name + " p99", result.latencies().percentile(99));
        readings.add(name + " program", processor.program() / result.answered());
        readings.add(name + " database", processor.database() / result.answered());
        report.raw(
                "%-14s connections=%-4d %,8.0f/s  p50 %.2f ms  p99 %.2f ms  processor us/request: program %.0f, PostgreSQL %.0f  %s"
                        .formatted(
                                target.name(),
                                connections,
                                result.rate(),
                                result.latencies().percentile(50),
                                result.latencies().percentile(99),
                                processor.program() / result.answered(),
                                processor.database() / result.answered(),
                                Machine.load()));
    }

    private Table rates() {
        Table table = new Table(
                "connections",
                "messages/s",
                "without invocation ids",
                "ceiling/s",
                "of the ceiling",
                "WireMock/s",
                "ratio",
                "WireMock without journal/s",
                "ratio");
        for (int connections : connectionCounts) {
            String ours = "simulator" + connections;
            table.row(
                    connections,
                    readings.shown(ours),
                    readings.shown("without ids" + connections),
                    readings.shown("ceiling" + connections),
                    readings.ratio(ours, "ceiling" + connections),
                    readings.shown("wiremock" + connections),
                    readings.ratio(ours, "wiremock" + connections),
                    readings.shown("wiremock bare" + connections),
                    readings.ratio(ours, "wiremock bare" + connections));
        }
        return table;
    }

    private Table latencies() {
        return each(
                "p50 / p99 in ms",
                name -> "%.2f / %.2f".formatted(readings.median(name + " p50"), readings.median(name + " p99")));
    }

    private Table processor() {
        return each(
                "processor time a request in us: program / PostgreSQL",
                name -> "%.0f / %.0f"
                        .formatted(readings.median(name + " program"), readings.median(name + " database")));
    }

    private interface Cell {
        String of(String name);
    }

    private Table each(String heading, Cell cell) {
        Table table = new Table(heading, "simulator", "without ids", "ceiling", "wiremock", "wiremock bare");
        for (int connections : connectionCounts) {
            table.row(
                    connections,
                    cell.of("simulator" + connections),
                    cell.of("without ids" + connections),
                    cell.of("ceiling" + connections),
                    cell.of("wiremock" + connections),
                    cell.of("wiremock bare" + connections));
        }
        return table;
    }
}
