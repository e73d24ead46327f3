package dev.contactsimulator.delivery;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the rows of the ledger, with one thread: writes what has become of deliveries, begins lanes with those that are
 * due, and deletes rows that are old.
 */
final class LedgerWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerWorker.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration DELETE_EVERY = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final Duration MAX_CLOSING = Duration.ofSeconds(3);
    private static final Duration CLOSING_LOOK_EVERY = Duration.ofMillis(20);
    private static final int LANES_OF_TARGET = 128;
    private static final int LANES_OF_DESTINATION = 16 * LANES_OF_TARGET;
    private static final int ROWS_OF_LANE = 100;
    private static final int MAX_CHANGES = 1_000;
    private static final int DELETE_ROWS = 1_000;

    private final Ledger ledger;
    private final EventLog events;
    private final Lanes lanes;
    private final BooleanSupplier active;
    private final Map<String, Channel> channels;
    private final Retries retries;
    private final Duration retention;

    private final LinkedBlockingQueue<LedgerRow> changes;
    private final Map<DeliveryId, LedgerRow> unwritten = new LinkedHashMap<>();
    private final Thread thread;
    private long nextLook = System.nanoTime();
    private long nextDelete = System.nanoTime();
    private boolean failing;

    /** @param changes of deliveries that have rows; taken from it and written */
    LedgerWorker(
            Ledger ledger,
            EventLog events,
            Lanes lanes,
            BooleanSupplier active,
            Map<String, Channel> channels,
            LinkedBlockingQueue<LedgerRow> changes,
            Retries retries,
            Duration retention) {
        this.ledger = ledger;
        this.events = events;
        this.lanes = lanes;
        this.active = active;
        this.channels = channels;
        this.changes = changes;
        this.retries = retries;
        this.retention = retention;
        thread = Thread.ofPlatform().name("delivery-ledger").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = LOOK_EVERY;
        while (true) {
            try {
                LedgerRow change = changes.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (change != null) unwritten.put(change.id(), change);
                work();
                if (failing) log.info("event=delivery-ledger-recovered");
                failing = false;
                pause = LOOK_EVERY;
            } catch (InterruptedException stop) {
                return;
            } catch (SQLException | RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                if (!failing) log.error("event=delivery-ledger-failing", failure);
                failing = true;
                if (!sleep(pause)) return;
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    private void work() throws SQLException {
        // What lanes that have ended did with their rows is among the changes by now, and written before rows are read.
        Set<LaneKey> running = lanes.keys();
        writeChanges();
        long now = System.nanoTime();
        if (now - nextLook < 0) return;
        if (active.getAsBoolean()) {
            lanes.sweep();
            beginDueLanes(running);
            if (now - nextDelete >= 0) deleteOldRows();
        }
        // A large ledger is looked through less often.
        nextLook = System.nanoTime() + Math.max(LOOK_EVERY.toNanos(), 10 * (System.nanoTime() - now));
    }

    private void writeChanges() throws SQLException {
        do {
            List<LedgerRow> next = new ArrayList<>();
            changes.drainTo(next, MAX_CHANGES);
            next.forEach(change -> unwritten.put(change.id(), change));
            if (!unwritten.isEmpty()) ledger.change(unwritten.values());
            unwritten.clear();
        } while (!changes.isEmpty());
    }

    private void beginDueLanes(Set<LaneKey> running) throws SQLException {
        for (LaneKey lane : ledger.dueLanes(LANES_OF_TARGET, LANES_OF_DESTINATION)) {
            if (!running.contains(lane) && !lanes.has(lane)) begin(lane);
        }
    }

    private void begin(LaneKey lane) throws SQLException {
        List<LedgerRow> first = new ArrayList<>();
        for (LedgerRow row : ledger.rows(lane, ROWS_OF_LANE)) {
            if (row.state() == DeliveryState.PARKED) break;
            first.add(row);
        }
        lanes.begin(lane, deliveries(lane, first));
    }

    /** Reads what rows are to deliver from the log, in one pass over the contact's events. */
    private List<Delivery> deliveries(LaneKey lane, List<LedgerRow> rows) {
        Channel channel = channels.get(lane.destination());
        long last = rows.stream().mapToLong(row -> row.id().position()).max().orElse(0);
        Map<DeliveryId, Outgoing> originals = new HashMap<>();
        EventPages pages = EventPages.ofContact(events, lane.contactId(), 0, Integer.MAX_VALUE);
        @Nullable ContactFacts contact = null;
        while (channel != null && pages.hasNext()) {
            RecordedEvent recorded = events.decode(pages.next());
            if (recorded.position() > last) break;
            contact = ContactFacts.after(contact, recorded);
            for (Outgoing each : Outgoing.of(recorded, contact, channel)) originals.put(each.id(), each);
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (LedgerRow row : rows) {
            Outgoing original = originals.get(row.id().withCopy(0));
            if (original == null) {
                changes.add(row.parked("The log has no such event, or the event leads to no such delivery."));
                break;
            }
            deliveries.add(Delivery.of(row, original.withCopy(row.id().copy()), retries));
        }
        return deliveries;
    }

    private void deleteOldRows() throws SQLException {
        int deleted = ledger.deleteOlderThan(retention, DELETE_ROWS);
        if (deleted > 0) log.info("event=delivery-rows-deleted rows={}", deleted);
        if (deleted < DELETE_ROWS) nextDelete = System.nanoTime() + DELETE_EVERY.toNanos();
    }

    /** Waits a moment for what is being sent, and writes what has become of it. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(MAX_CLOSING);
            long deadline = System.nanoTime() + MAX_CLOSING.toNanos();
            while (!lanes.areIdle() && deadline - System.nanoTime() > 0) Thread.sleep(CLOSING_LOOK_EVERY);
            writeChanges();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            log.debug("event=delivery-changes-not-written", failure);
        }
    }
}
