package dev.contactsimulator.eventlog;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the appends of concurrent commands into one transaction (group commit): while one is being written, the next
 * gather. One thread, one connection. A transaction has at most one command of each contact, so that a refused command
 * cannot invalidate another.
 */
final class Appender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Appender.class);

    private static final int MAX_WAITING = 10_000;
    private static final int MAX_COMMANDS = 512;

    /** Other nodes hear of an append at once, unless they have heard of another within this time; then after it. */
    private static final Duration ANNOUNCE_EVERY = Duration.ofMillis(20);

    /** The share of the last transaction's time that the next may wait for more commands. */
    private static final int GATHER_SHARE = 8;

    /** Batches to skip after gathering did not pay: the batch grew by less than twice the share of time that it took. */
    private static final int GATHERS_TO_SKIP = 50;

    private static final Duration MAX_GATHER = Duration.ofMillis(1);
    private static final Duration GATHER_STEP = Duration.ofNanos(20_000);

    private static final Duration WATCH_EVERY = Duration.ofMillis(250);

    private static final Duration MIN_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(1);

    private final Connections connections;
    private final Tail tail;
    private final AppendState state;
    private final BlockingQueue<AppendCommand> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Deque<AppendCommand> held = new ArrayDeque<>();
    private final Set<AppendCommand> pending = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "event-log-appender");
    private final Thread watch = new Thread(this::watch, "event-log-watch");
    private volatile boolean closing;
    private volatile boolean finished;

    private @Nullable AppendConnection connection;
    private Duration backoff = MIN_BACKOFF;
    private List<AppendCommand> unknown = List.of();
    private @Nullable LogEnd unannounced;
    private int lastCommands;
    private int commandsBefore;
    private int gathersToSkip;
    private long lastNanos;
    private long announcedAt = System.nanoTime() - ANNOUNCE_EVERY.toNanos();

    Appender(Connections connections, Tail tail, AppendState state) {
        this.connections = connections;
        this.tail = tail;
        this.state = state;
    }

    void start() {
        thread.start();
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends the waiting for appends that take too long, whatever keeps the appending thread. */
    private void watch() {
        while (!finished) {
            LockSupport.parkNanos(WATCH_EVERY.toNanos());
            long now = System.nanoTime();
            pending.forEach(command -> command.failIfOverdue(now));
        }
    }

    /**
     * Returns when the events are durable.
     *
     * @param decidedOn the timeline that the events belong to
     * @throws SequenceConflict if they do not continue their contact
     * @throws TimelineEnded if the log is on another timeline
     * @throws EventLogUnavailable if that cannot be said
     */
    void append(Timeline decidedOn, List<EncodedEvent> events) {
        AppendCommand command = new AppendCommand(decidedOn, events, state.patience());
        if (closing) throw new EventLogUnavailable("the event log is closed", null);
        if (state.isUnreachable()) throw unreachable(null);
        if (!queue.offer(command))
            throw new EventLogUnavailable(MAX_WAITING + " commands wait for the event log", null);
        if (finished) failWaiting(null);
        pending.add(command);
        try {
            command.await();
        } finally {
            pending.remove(command);
        }
    }

    /** Records what was asked for before, then stops. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(30));
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty() || !held.isEmpty()) {
                try {
                    if (connection == null) connect();
                    else work(connection);
                } catch (InterruptedException e) {
                    // closing; what waits is still to be recorded
                }
            }
            disconnect();
        } finally {
            finished = true;
            failUnknown(null);
            failWaiting(null);
        }
    }

    private void disconnect() {
        try (AppendConnection last = connection) {
            if (last != null) announce(last);
        } catch (SQLException e) {
            log.warn("event=log-head-not-announced reason=\"{}\"", e.getMessage());
        }
    }

    private void connect() throws InterruptedException {
        try {
            state.connecting();
            connection = confirmed(AppendConnection.open(connections));
            state.connected();
            backoff = MIN_BACKOFF;
        } catch (SQLException | RuntimeException e) {
            state.failed(e);
            failUnknown(e);
            failWaiting(e);
            Thread.sleep(backoff);
            backoff = backoff.compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
        }
    }

    /**
     * A new connection may lead to another server, or to one that has crashed. So before anything else this node finds out
     * whether the log has gone back, whether it has what the broken connection was to record, and has one commit replicated
     * as any other: what is answered from the log from now on cannot be lost with this server alone.
     */
    private AppendConnection confirmed(AppendConnection opened) throws SQLException {
        try {
            tail.reconnected();
            confirm(opened);
            if (!unknown.isEmpty()) resolveUnknown(opened);
            return opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The confirmation before has waited for what the broken connection may still have been doing. */
    private void resolveUnknown(AppendConnection over) throws SQLException {
        Set<UUID> recorded = over.recorded(eventsOf(unknown));
        confirm(over);
        for (AppendCommand command : unknown) {
            if (isRecorded(command, recorded)) command.succeed();
        }
        failUnknown(null);
    }

    private void confirm(AppendConnection over) throws SQLException {
        int epoch;
        do {
            epoch = over.look(tail).epoch();
        } while (over.append(epoch, List.of(), false).end().epoch() != epoch);
    }

    private static boolean isRecorded(AppendCommand command, Set<UUID> recorded) {
        return !command.isConfirmation()
                && recorded.contains(command.events().getFirst().eventId());
    }

    /** The commands that a connection broke with are answered once; those that are known to be recorded have been. */
    private void failUnknown(@Nullable Throwable reason) {
        unknown.forEach(command -> command.fail(new EventLogUnavailable("the append failed", reason)));
        unknown = List.of();
    }

    private void work(AppendConnection open) throws InterruptedException {
        List<AppendCommand> batch = nextBatch();
        try {
            if (batch.isEmpty()) {
                announce(open);
            } else {
                state.appending();
                append(batch, open);
                state.succeeded();
            }
        } catch (SQLException | RuntimeException | Error e) {
            state.failed(e);
            unknown = batch.stream().filter(command -> !command.isDone()).toList();
            if (AppendConnection.isRolledBack(e)) {
                failUnknown(e);
            } else {
                open.close();
                connection = null;
            }
        }
    }

    /** All commands that wait for the present timeline, but of each contact only the first; none if it is time to announce. */
    private List<AppendCommand> nextBatch() throws InterruptedException {
        List<AppendCommand> batch = new ArrayList<>();
        Set<UUID> contacts = new HashSet<>();
        Deque<AppendCommand> waiting = new ArrayDeque<>(held);
        held.clear();
        if (waiting.isEmpty()) {
            AppendCommand first = unannounced == null
                    ? queue.take()
                    : queue.poll(ANNOUNCE_EVERY.toNanos() - (System.nanoTime() - announcedAt), TimeUnit.NANOSECONDS);
            if (first == null) return batch;
            waiting.add(first);
        }
        gather(waiting.size());
        queue.drainTo(waiting, Math.max(0, MAX_COMMANDS - waiting.size()));
        Timeline present = tail.timeline();
        for (AppendCommand command : waiting) {
            if (!command.decidedOn().equals(present)) command.fail(new TimelineEnded());
            else if (command.isConfirmation() || contacts.add(command.contactId())) batch.add(command);
            else held.add(command);
        }
        return batch;
    }

    /**
     * Waits a little for the commands of those who have just been answered, where that is known to pay. Without it the
     * first of some busy writers to come back would have a transaction nearly to itself, and the others the next:
     * measured with 32 writers, 17 commands to a transaction instead of 31. Clients behind HTTP take longer to come back
     * than a transaction takes, and to wait for them would only make everybody wait.
     */
    private void gather(int taken) {
        if (gathersToSkip > 0) {
            gathersToSkip--;
            return;
        }
        int before = taken + queue.size();
        int expected = Math.min(Math.max(lastCommands, commandsBefore), MAX_COMMANDS);
        long start = System.nanoTime();
        long deadline = start + Math.min(lastNanos / GATHER_SHARE, MAX_GATHER.toNanos());
        while (taken + queue.size() < expected && System.nanoTime() < deadline && !closing) {
            LockSupport.parkNanos(GATHER_STEP.toNanos());
        }
        int now = taken + queue.size();
        long waited = System.nanoTime() - start;
        boolean paid = now >= expected || (now - before) * lastNanos >= 2 * before * waited;
        if (!paid) gathersToSkip = GATHERS_TO_SKIP;
    }

    private void append(List<AppendCommand> batch, AppendConnection to) throws SQLException {
        boolean announce = System.nanoTime() - announcedAt >= ANNOUNCE_EVERY.toNanos();
        try {
            long start = System.nanoTime();
            AppendConnection.Appended appended = to.append(epochOf(batch), batch, announce);
            lastNanos = System.nanoTime() - start;
            commandsBefore = lastCommands;
            lastCommands = batch.size();
            unannounced = announce ? null : appended.end();
            if (announce) announcedAt = System.nanoTime();
            publish(batch, appended);
        } catch (SQLException e) {
            if (batch.size() == 1 || !isOfTheData(e)) throw e;
            for (AppendCommand command : batch) appendAlone(command, to);
        }
    }

    private void appendAlone(AppendCommand command, AppendConnection to) throws SQLException {
        try {
            List<AppendCommand> alone = List.of(command);
            publish(alone, to.append(epochOf(alone), alone, true));
        } catch (SQLException e) {
            if (!isOfTheData(e)) throw e;
            command.fail(new EventLogUnavailable("the events cannot be stored", e));
        }
    }

    private void publish(List<AppendCommand> batch, AppendConnection.Appended appended) {
        if (appended.end().epoch() != epochOf(batch)) {
            tail.seen(appended.end());
            batch.forEach(command -> command.fail(new TimelineEnded()));
            return;
        }
        List<EncodedEvent> encoded = new ArrayList<>();
        for (AppendCommand command : batch) {
            if (!isRefused(command, appended)) encoded.addAll(command.events());
        }
        List<RecordedEvent> recorded = new ArrayList<>(encoded.size());
        long position = appended.end().position() - encoded.size();
        for (EncodedEvent event : encoded) recorded.add(event.at(++position));
        boolean goesOn = true;
        try {
            goesOn = tail.appended(batch.getFirst().decidedOn(), appended.end(), recorded);
        } finally {
            for (AppendCommand command : batch) {
                if (!goesOn) command.fail(new EventLogUnavailable("the log went back meanwhile", null));
                else if (isRefused(command, appended)) command.refuse();
                else command.succeed();
            }
        }
    }

    private static boolean isRefused(AppendCommand command, AppendConnection.Appended appended) {
        return !command.isConfirmation() && appended.refused().contains(command.contactId());
    }

    private static int epochOf(List<AppendCommand> batch) {
        return batch.getFirst().decidedOn().epoch();
    }

    private static List<EncodedEvent> eventsOf(List<AppendCommand> commands) {
        return commands.stream().flatMap(command -> command.events().stream()).toList();
    }

    private void announce(AppendConnection over) throws SQLException {
        LogEnd last = unannounced;
        unannounced = null;
        announcedAt = System.nanoTime();
        if (last != null) over.announce(last);
    }

    private void failWaiting(@Nullable Exception reason) {
        List<AppendCommand> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        if (Thread.currentThread() == thread) {
            waiting.addAll(held);
            held.clear();
        }
        waiting.forEach(command -> command.fail(unreachable(reason)));
    }

    private static EventLogUnavailable unreachable(@Nullable Exception reason) {
        return new EventLogUnavailable("the event log is not reachable", reason);
    }

    /** SQLSTATE class 22: this very data cannot be stored. */
    private static boolean isOfTheData(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }
}
