package dev.contactsimulator.bench;

import dev.contactsimulator.support.TestPostgres.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the first page of each kind of search takes among many contacts, and a message beside many searches. With
 * {@code filled=true} among those that the run before has left.
 */
final class SearchBenchmark {

    private static final Pattern INSTANCE = Pattern.compile("\"instanceId\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("\"(?i:totalCount)\"\\s*:\\s*(\\d+)");
    private static final int SEARCHERS = 30;

    /** @param once makes one of the requests, and answers the response */
    private record Kind(String name, HttpLoad.Requests requests, Callable<String> once) {}

    private final Settings settings;
    private final Report report;
    private final Duration each;

    private SearchBenchmark(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.each = Duration.ofSeconds(settings.number("seconds", 3));
    }

    static void run(Settings settings, Report report) throws Exception {
        new SearchBenchmark(settings, report).run();
    }

    private void run() throws Exception {
        Path data = report.directory().resolve("search");
        boolean filled = settings.isOn("filled");
        if (!filled) Directories.delete(data);
        try (RunningProgram simulator =
                Simulator.start(settings, data, report.directory().resolve("search.log"))) {
            String instance = first(INSTANCE, simulator.get("/_simulator/info"));
            if (!filled) fill(Simulator.database(data), instance);
            List<Kind> kinds = kinds(simulator, instance);
            for (Kind kind : kinds) HttpLoad.send(simulator.base(), 1, 100, kind.requests());
            measureEach(simulator, kinds);
            measureMessages(simulator, kinds);
        }
    }

    private void fill(Database database, String instance) throws SQLException {
        long start = System.nanoTime();
        StoredContacts.fill(database, instance, settings.number("contacts", 1_000_000));
        report.raw("filled in %d s"
                .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
    }

    private void measureEach(RunningProgram simulator, List<Kind> kinds) throws Exception {
        Table table = new Table("search", "TotalCount", "p50, ms", "p99, ms", "processor time, ms");
        for (Kind kind : kinds) {
            String total = first(TOTAL, kind.once().call());
            RunningProgram.Processor before = simulator.processor();
            HttpLoad.Result result = HttpLoad.run(simulator.base(), 1, each, kind.requests());
            RunningProgram.Processor used = simulator.processor().since(before);
            Latencies latencies = result.latencies();
            table.row(
                    kind.name(),
                    total,
                    latencies.percentile(50),
                    latencies.percentile(99),
                    (used.program() + used.database()) / 1_000 / result.answered());
            report.raw("%-50s p50 %.2f p99 %.2f ms  %s"
                    .formatted(kind.name(), latencies.percentile(50), latencies.percentile(99), Machine.load()));
        }
        report.table(table);
    }

    /** Messages over one connection, of known chats and of new ones, alone and while 30 connections search. */
    private void measureMessages(RunningProgram simulator, List<Kind> kinds) throws Exception {
        HttpLoad.send(simulator.base(), 4, settings.number("warmup-requests", 20_000), messages(0, 500));
        Table table = new Table("messages", "beside", "p50, ms", "p99, ms", "searches/s");
        Duration time = Duration.ofSeconds(settings.number("message-seconds", 10));
        for (int searchers : List.of(0, SEARCHERS)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<HttpLoad.Result> known =
                        threads.submit(() -> HttpLoad.run(simulator.base(), 1, time, messages(0, 500)));
                Future<HttpLoad.Result> created = threads.submit(
                        () -> HttpLoad.run(simulator.base(), 1, time, messages(1_000 + searchers * 1_000, 30_000)));
                Future<HttpLoad.Result> searches = threads.submit(
                        () -> searchers == 0 ? null : HttpLoad.run(simulator.base(), searchers, time, mixed(kinds)));
                String beside = searchers + " searches";
                double rate = searchers == 0 ? 0 : searches.get().rate();
                row(table, "of known chats", beside, known.get().latencies(), rate);
                row(table, "that begin a chat", beside, created.get().latencies(), rate);
            }
            report.raw(Machine.load());
        }
        report.table(table);
    }

    private static Messages messages(int first, int chats) {
        return Messages.to(Messages.OPERATION, first, chats);
    }

    private static void row(Table table, String messages, String beside, Latencies latencies, double rate) {
        table.row(messages, beside, latencies.percentile(50), latencies.percentile(99), rate);
    }

    private static HttpLoad.Requests mixed(List<Kind> kinds) {
        int[] next = {0};
        return (connection, into) ->
                kinds.get(next[0]++ % kinds.size()).requests().next(connection, into);
    }

    private static List<Kind> kinds(RunningProgram simulator, String instance) {
        List<Kind> kinds = new ArrayList<>();
        for (String parameters : List.of(
                "",
                "?active=true",
                "?active=false",
                "?sourceId=%2B15550000000",
                "?sourceId=%2B15550012345",
                "?sourceId=nobody",
                "?destinationId=arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-2",
                "?destinationId=nowhere",
                "?sourceId=%2B15550000000&active=true")) {
            String path = "/_simulator/contacts" + parameters;
            kinds.add(new Kind("`GET " + path + "`", Requests.get(List.of(path)), () -> simulator.get(path)));
        }
        Searches searches = new Searches(instance, Instant.now());
        searches.bodies()
                .forEach((name, body) -> kinds.add(new Kind(
                        name,
                        Requests.post("/search-contacts", body),
                        () -> simulator.post("/search-contacts", body))));
        return kinds;
    }

    private static String first(Pattern pattern, String response) {
        Matcher found = pattern.matcher(response);
        if (!found.find()) throw new IllegalStateException(response);
        return found.group(1);
    }
}
