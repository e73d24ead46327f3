package dev.contactsimulator.bench;

import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether a command or a query takes longer in a long chat than in a short one, and in a long log than in a short one. One
 * connection, so that what is measured is the time of one request; short and long take turns.
 */
final class GrowthBenchmark {

    private static final Pattern CONTACT = Pattern.compile("\"InitialContactId\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern INSTANCE = Pattern.compile("\"instanceId\"\\s*:\\s*\"([^\"]+)\"");
    private static final int MAX_CONTACTS = 50;

    /** Chats of one length, {@code count} of them, numbered from {@code first} on. */
    private record Length(int messages, int first, int count) {}

    private static final Length SHORT = new Length(10, 0, 500);
    private static final Length LONG = new Length(1_000, 500, 5);
    private static final Length LONGEST = new Length(10_000, 505, 1);
    private static final int WARM_UP_CHATS = 1_000;

    private final Settings settings;
    private final Report report;
    private final Duration each;
    private final Readings readings = new Readings();

    private GrowthBenchmark(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.each = Duration.ofSeconds(settings.number("seconds", 3));
    }

    static void run(Settings settings, Report report) throws Exception {
        new GrowthBenchmark(settings, report).run();
    }

    private void run() throws Exception {
        Path small = report.directory().resolve("growth-small");
        Path large = report.directory().resolve("growth-large");
        Directories.delete(small);
        Directories.delete(large);
        try (RunningProgram few =
                Simulator.start(settings, small, report.directory().resolve("growth-small.log"))) {
            chats(few);
            try (RunningProgram many =
                    Simulator.start(settings, large, report.directory().resolve("growth-large.log"))) {
                logs(few, many, large);
            }
        }
    }

    /** One log, chats of three lengths. */
    private void chats(RunningProgram simulator) throws Exception {
        warmUp(simulator);
        List<Length> lengths = List.of(SHORT, LONG, LONGEST);
        for (Length length : lengths) talk(simulator, length);
        for (int round = 1; round <= settings.number("rounds", 5); round++) {
            for (Length length : lengths) measureAll(simulator, length, "%,d messages".formatted(length.messages()));
        }
        report.table(table("10 messages", "1,000 messages", "10,000 messages"));
    }

    /** Two logs, chats of one length. */
    private void logs(RunningProgram few, RunningProgram many, Path data) throws Exception {
        warmUp(many);
        talk(many, SHORT);
        for (long events : sizes()) {
            fill(many, data, events);
            String small = "%,d events".formatted(Simulator.position(few));
            String large = "%,d events".formatted(Simulator.position(many));
            for (int round = 1; round <= settings.number("rounds", 5); round++) {
                measureAll(few, SHORT, small);
                measureAll(many, SHORT, large);
            }
            report.table(table(small, large));
        }
    }

    private List<Long> sizes() {
        long events = settings.number("events", 1_000_000);
        return settings.isOn("long") ? List.of(events, 10 * events) : List.of(events);
    }

    /** Until the JIT has seen enough; then the log is reset. */
    private void warmUp(RunningProgram simulator) throws Exception {
        Messages messages = Messages.to(Messages.OPERATION, WARM_UP_CHATS, 500);
        HttpLoad.send(simulator.base(), 8, settings.number("warmup-requests", 100_000), messages);
        measureAll(simulator, new Length(10, WARM_UP_CHATS, 500), "warm-up");
        simulator.post("/_simulator/reset", "");
    }

    /** Gives the chats of a length their messages. */
    private static void talk(RunningProgram simulator, Length length) throws IOException {
        long messages = (long) length.messages() * length.count();
        HttpLoad.send(simulator.base(), 8, messages, Messages.to(Messages.OPERATION, length.first(), length.count()));
    }

    /** Fills the log from the side, as another node would, and waits for the views. */
    private void fill(RunningProgram simulator, Path data, long events) throws Exception {
        long start = System.nanoTime();
        try (BenchmarkLog log = new BenchmarkLog(Simulator.database(data))) {
            new History(instance(simulator)).fill(log.log(), events);
        }
        report.raw("filled to %,d events in %d s"
                .formatted(
                        Simulator.position(simulator),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        while (!viewsAreCurrent(simulator)) Thread.sleep(1_000);
        report.raw("views current after %d s"
                .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        vacuum(Simulator.database(data));
    }

    /** What autovacuum does in its own time, so that it does not do it while something is measured. */
    private static void vacuum(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        }
    }

    private static boolean viewsAreCurrent(RunningProgram simulator) throws InterruptedException {
        try {
            simulator.get("/_simulator/contacts?limit=1");
            return true;
        } catch (IOException behind) {
            return false;
        }
    }

    private void measureAll(RunningProgram simulator, Length length, String label) throws Exception {
        String instance = instance(simulator);
        List<String> contacts = contacts(simulator, length);
        Instant now = Instant.now();
        measure("message", label, simulator, Messages.to(Messages.OPERATION, length.first(), length.count()));
        measure(
                "DescribeContact",
                label,
                simulator,
                Requests.get(contacts.stream()
                        .map(contact -> "/contacts/" + instance + "/" + contact)
                        .toList()));
        measure("SearchContacts", label, simulator, Requests.post("/search-contacts", """
                {"InstanceId":"%s","MaxResults":10,"TimeRange":{"Type":"INITIATION_TIMESTAMP","StartTime":%d,"EndTime":%d}}""".formatted(
                        instance,
                        now.minus(1, ChronoUnit.DAYS).getEpochSecond(),
                        now.plus(1, ChronoUnit.DAYS).getEpochSecond())));
        measure(
                "ten events of a contact",
                label,
                simulator,
                Requests.get(contacts.stream()
                        .map(contact ->
                                "/_simulator/contacts/" + contact + "/events?limit=10&from=" + (length.messages() - 8))
                        .toList()));
    }

    private void measure(String what, String label, RunningProgram simulator, HttpLoad.Requests requests)
            throws IOException {
        Latencies latencies = HttpLoad.run(simulator.base(), 1, each, requests).latencies();
        readings.add(what + label + " p50", latencies.percentile(50));
        readings.add(what + label + " p99", latencies.percentile(99));
        report.raw("%-24s %-18s p50 %.3f ms  p99 %.3f ms  %s"
                .formatted(what, label, latencies.percentile(50), latencies.percentile(99), Machine.load()));
    }

    private Table table(String... labels) {
        List<String> headings = new ArrayList<>(List.of("p50 / p99 in ms"));
        headings.addAll(List.of(labels));
        headings.add("p50, last to first");
        Table table = new Table(headings.toArray(String[]::new));
        for (String what : List.of("message", "DescribeContact", "SearchContacts", "ten events of a contact")) {
            List<Object> row = new ArrayList<>(List.of(what));
            for (String label : labels) {
                row.add("%.2f / %.2f"
                        .formatted(readings.median(what + label + " p50"), readings.median(what + label + " p99")));
            }
            row.add(readings.ratio(what + labels[labels.length - 1] + " p50", what + labels[0] + " p50"));
            table.row(row.toArray());
        }
        return table;
    }

    private static String instance(RunningProgram simulator) throws Exception {
        return first(INSTANCE, simulator.get("/_simulator/info"));
    }

    private static List<String> contacts(RunningProgram simulator, Length length) throws Exception {
        List<String> contacts = new ArrayList<>();
        for (int chat :
                IntStream.range(0, Math.min(length.count(), MAX_CONTACTS)).toArray()) {
            String response = simulator.post(Messages.OPERATION, Messages.body(length.first() + chat));
            contacts.add(first(CONTACT, response));
        }
        return contacts;
    }

    private static String first(Pattern pattern, String response) {
        Matcher found = pattern.matcher(response);
        if (!found.find()) throw new IllegalStateException(response);
        return found.group(1);
    }
}
