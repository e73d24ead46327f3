package dev.contactsimulator.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * SendChatIntegrationEvent to chats that are streamed to a topic, against the same to chats that are not, in pairs in one run
 * of the program. There is no endpoint: the ledger alone has the deliveries. After each run the time is taken until no event
 * is behind.
 */
final class StreamingBenchmark {

    private static final int CHATS = 500;
    private static final int CONNECTIONS = 32;
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:items";
    private static final String BEHIND = "/_simulator/deliveries?limit=1";

    static void run(Settings settings, Report report) throws Exception {
        Directories.delete(report.directory().resolve("streaming-data"));
        try (RunningProgram simulator = Simulator.start(
                settings,
                report.directory().resolve("streaming-data"),
                report.directory().resolve("simulator.log"))) {
            HttpLoad.Requests plain = Messages.to(Messages.OPERATION, 0, CHATS);
            HttpLoad.Requests streamed = Messages.streamedTo(TOPIC, CHATS, CHATS);
            Duration warmup = Duration.ofSeconds(settings.number("warmup", 30));
            HttpLoad.run(simulator.base(), CONNECTIONS, warmup, plain);
            HttpLoad.run(simulator.base(), CONNECTIONS, warmup, streamed);
            Readings readings = new Readings();
            for (int round = 1; round <= settings.number("rounds", 5); round++) {
                measure(settings, report, simulator, "plain", plain, readings);
                measure(settings, report, simulator, "streamed", streamed, readings);
            }
            Table table = new Table("connections", "plain/s", "streamed/s", "ratio", "lag at the end in ms");
            table.row(
                    CONNECTIONS,
                    readings.shown("plain"),
                    readings.shown("streamed"),
                    readings.ratio("streamed", "plain"),
                    readings.shown("streamed lag"));
            report.table(table);
        }
    }

    private static void measure(
            Settings settings,
            Report report,
            RunningProgram simulator,
            String name,
            HttpLoad.Requests requests,
            Readings readings)
            throws IOException, InterruptedException {
        Duration each = Duration.ofSeconds(settings.number("seconds", 10));
        HttpLoad.Result result = HttpLoad.run(simulator.base(), CONNECTIONS, each, requests);
        long end = System.nanoTime();
        long behind = simulator.number(BEHIND, "eventsBehind");
        long left = behind;
        while (left > 0) left = simulator.number(BEHIND, "eventsBehind");
        double lag = (System.nanoTime() - end) / 1e6;
        readings.add(name, result.rate());
        readings.add(name + " lag", lag);
        report.raw("%-10s %,8.0f/s  p99 %.2f ms  behind at the end: %d events, %.0f ms  %s"
                .formatted(name, result.rate(), result.latencies().percentile(99), behind, lag, Machine.load()));
    }

    private StreamingBenchmark() {}
}
