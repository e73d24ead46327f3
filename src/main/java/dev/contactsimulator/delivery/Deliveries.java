package dev.contactsimulator.delivery;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Follower.Options;
import dev.contactsimulator.eventlog.Follower.Ownership;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Makes all deliveries, on one node at a time. */
public final class Deliveries implements AutoCloseable {

    static final String NAME = "delivery";

    /** What was delivered is delivered again after a crash unless the position has moved since. */
    private static final Duration LAG = Duration.ofMillis(100);

    private static final Duration LAG_WITHOUT_ENDPOINTS = Duration.ofMillis(500);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Follower follower;
    private final Lanes lanes;
    private final LedgerWorker worker;

    public Deliveries(
            EventLog events, DataSource database, Collection<? extends Channel> channels, DeliverySettings settings) {
        Retries retries = settings.retries();
        Ledger ledger = new Ledger(database);
        List<Channel> all = List.copyOf(channels);
        var byName = all.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        LinkedBlockingQueue<LedgerRow> changes = new LinkedBlockingQueue<>();
        lanes = new Lanes(name -> byName.get(name), this::isActive, changes::add, settings.parallel());
        List<Channel> connected = all.stream().filter(Channel::isConnected).toList();
        Duration lag = connected.isEmpty() ? LAG_WITHOUT_ENDPOINTS : LAG;
        DeliveryHandler handler =
                new DeliveryHandler(connected, new KnownContacts(events), lanes, ledger, retries, changes::add);
        follower = new Follower(new Options(NAME, Ownership.EXCLUSIVE, lag, MAX_WAIT), events, database, handler);
        worker =
                new LedgerWorker(ledger, events, lanes, this::isActive, byName, changes, retries, settings.retention());
    }

    public void start() {
        follower.start();
        worker.start();
    }

    public Follower follower() {
        return follower;
    }

    private boolean isActive() {
        return follower.isActive();
    }

    @Override
    public void close() {
        follower.close();
        worker.close();
    }
}
