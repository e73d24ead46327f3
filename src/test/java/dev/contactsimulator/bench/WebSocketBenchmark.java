package dev.contactsimulator.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long after the customer's request was sent its message arrives at a bot that listens, with many chats, one socket
 * each, while messages are sent at a constant rate; and what the sockets take of memory. Some of the sockets may stop
 * reading. A message that is lost, repeated or out of order ends the benchmark.
 */
final class WebSocketBenchmark {

    private static final String SUBSCRIBE = "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}";
    private static final Pattern SENT = Pattern.compile("sent (\\d+) at (\\d+)");
    private static final Duration LAST = Duration.ofSeconds(30);

    /** So many at once are made ready. */
    private static final int CONNECTING = 16;

    private final Settings settings;
    private final Report report;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Table table = new Table(
            "sockets",
            "of them stuck",
            "messages/s",
            "p50 ms",
            "p99 ms",
            "max ms",
            "memory idle MiB",
            "with sockets MiB");

    private WebSocketBenchmark(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    static void run(Settings settings, Report report) throws Exception {
        WebSocketBenchmark benchmark = new WebSocketBenchmark(settings, report);
        for (int sockets : settings.numbers("sockets", "500;2000")) {
            for (int stuck : settings.numbers("stuck", "0;50")) benchmark.measure(sockets, stuck);
        }
        report.table(benchmark.table);
    }

    private void measure(int sockets, int stuck) throws Exception {
        Path data = report.directory().resolve("websocket-data");
        Directories.delete(data);
        try (RunningProgram simulator = Simulator.start(
                settings,
                data,
                report.directory().resolve("websocket.log"),
                "simulator.http.max-connections=" + (sockets + 500))) {
            HttpLoad.send(
                    simulator.base(),
                    32,
                    settings.number("warmup-requests", 50_000),
                    Messages.to(Messages.OPERATION, 500_000, 500));
            long idle = simulator.memory();
            List<Bot> bots = connect(simulator, sockets, stuck);
            send(simulator, bots, Duration.ofSeconds(settings.number("warmup", 10)));
            Latencies latencies = new Latencies();
            bots.forEach(bot -> bot.latencies = latencies);
            send(simulator, bots, Duration.ofSeconds(settings.number("seconds", 20)));
            long busy = simulator.memory();
            table.row(
                    sockets,
                    stuck,
                    settings.number("rate", 200),
                    latencies.percentile(50),
                    latencies.percentile(99),
                    latencies.percentile(100),
                    idle,
                    busy);
            report.raw("sockets=%d stuck=%d messages=%d p50 %.1f ms p99 %.1f ms memory %d -> %d MiB  %s"
                    .formatted(
                            sockets,
                            stuck,
                            latencies.count(),
                            latencies.percentile(50),
                            latencies.percentile(99),
                            idle,
                            busy,
                            Machine.load()));
            bots.forEach(bot -> bot.socket.abort());
        }
    }

    private List<Bot> connect(RunningProgram simulator, int sockets, int stuck) throws Exception {
        String instance = member(simulator.get("/_simulator/info"), "instanceId");
        List<Bot> bots = new ArrayList<>();
        Semaphore connecting = new Semaphore(CONNECTING);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < sockets; number++) {
            Bot bot = new Bot(number, number >= stuck);
            bots.add(bot);
            threads.add(Thread.ofVirtual().start(() -> {
                connecting.acquireUninterruptibly();
                try {
                    connect(simulator, instance, bot);
                } finally {
                    connecting.release();
                }
            }));
        }
        for (Thread each : threads) each.join();
        if (bots.stream().anyMatch(bot -> bot.socket == null)) throw new IOException("a bot has not connected");
        return bots;
    }

    private void connect(RunningProgram simulator, String instance, Bot bot) {
        URI base = simulator.base();
        String contact =
                member(post(base, "/chat-integration-event", "", message(bot.number, "hello")), "InitialContactId");
        String token = member(
                post(
                        base,
                        "/contact/create-participant",
                        "",
                        "{\"InstanceId\":\"%s\",\"ContactId\":\"%s\",\"ParticipantDetails\":{\"ParticipantRole\":\"CUSTOM_BOT\"}}"
                                .formatted(instance, contact)),
                "ParticipantToken");
        String url = member(
                post(base, "/participant/connection", token, "{\"Type\":[\"WEBSOCKET\"],\"ConnectParticipant\":true}"),
                "Url");
        bot.socket = http.newWebSocketBuilder().buildAsync(URI.create(url), bot).join();
        bot.socket.sendText(SUBSCRIBE, true).join();
    }

    private static String message(int chat, String content) {
        return Messages.body(chat).replace(Chats.CONTENT, content);
    }

    private String post(URI base, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) request.header("x-amz-bearer", token);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new IllegalStateException(path + ": " + response.body());
            return response.body();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static String member(String json, String name) {
        Matcher member =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!member.find()) throw new IllegalStateException(name + " is missing: " + json);
        return member.group(1);
    }

    /** At a constant rate, whether or not the responses keep up; waits for the last message to arrive. */
    private void send(RunningProgram simulator, List<Bot> bots, Duration duration) throws Exception {
        long step = 1_000_000_000L / settings.number("rate", 200);
        long start = System.nanoTime();
        for (long sent = 0; sent * step < duration.toNanos(); sent++) {
            long due = start + sent * step;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            Bot bot = bots.get((int) (sent % bots.size()));
            int number = bot.sent++;
            http.sendAsync(
                    HttpRequest.newBuilder(simulator.base().resolve("/chat-integration-event"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    message(bot.number, "sent " + number + " at " + System.nanoTime())))
                            .build(),
                    BodyHandlers.discarding());
        }
        long end = System.nanoTime() + LAST.toNanos();
        for (Bot bot : bots) {
            while (bot.reads && bot.received.get() < bot.sent) {
                if (bot.failure != null) throw new IllegalStateException(bot.failure);
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "%d of %d messages have arrived".formatted(bot.received.get(), bot.sent));
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Listens to one chat. */
    private static final class Bot implements WebSocket.Listener {

        private final int number;
        private final boolean reads;
        private final AtomicLong received = new AtomicLong();
        private final StringBuilder partial = new StringBuilder();
        private volatile @Nullable String failure;
        private volatile @Nullable Latencies latencies;
        private WebSocket socket;
        private int sent;

        Bot(int number, boolean reads) {
            this.number = number;
            this.reads = reads;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) opened.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            long now = System.nanoTime();
            partial.append(data);
            if (!last) return null;
            Matcher item = SENT.matcher(partial);
            if (item.find()) {
                if (Long.parseLong(item.group(1)) != received.get()) {
                    failure = "expected message " + received + ": " + partial;
                }
                add(now - Long.parseLong(item.group(2)));
                received.incrementAndGet();
            }
            partial.setLength(0);
            return null;
        }

        private void add(long nanos) {
            Latencies all = latencies;
            if (all == null) return;
            synchronized (all) {
                all.add(nanos);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            failure = "closed: " + code + " " + reason;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            failure = "failed: " + error;
        }
    }
}
