package dev.contactsimulator.bench;

import java.time.Duration;
import java.util.List;

final class HttpBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        Duration each = Duration.ofSeconds(settings.number("seconds", 10));
        try (RunningProgram wireMock = WireMock.start(report.directory())) {
            System.out.println(wireMock.startup());
            System.out.println(wireMock.post(Messages.OPERATION, Messages.body(1)));
            for (int i = 0; i < 5; i++)
            for (int c : List.of(8, 32, 128)) {
                var before = wireMock.processor();
                long b = ProcessHandle.current().info().totalCpuDuration().get().toMillis();
                var r = HttpLoad.run(wireMock.base(), c, each, Messages.to(Messages.OPERATION, 500));
                b = ProcessHandle.current().info().totalCpuDuration().get().toMillis() - b;
                var used = wireMock.processor().since(before);
                report.line("%d %.0f/s p50 %.2f p99 %.2f cpu %.0f us/req own %.0f us/req".formatted(c, r.rate(), r.latencies().percentile(50), r.latencies().percentile(99), used.own() * 10_000 / r.answered(), b * 1000.0 / r.answered()));
            }
        }
    }

    private HttpBenchmark() {}
}
