package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has the deliveries made that events lead to. The position moves when each of them has been delivered or has a row in the
 * ledger, so what a crash interrupts is delivered again. Destinations without an endpoint cost nothing.
 */
final class DeliveryHandler implements Follower.Handler {

    private static final int MAX_TAKEN = 5_000;
    private static final long MAX_TAKEN_BYTES = 16L << 20;

    /** How long the position waits for deliveries that are being made, before they get rows. */
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    private final List<Channel> channels;
    private final KnownContacts contacts;
    private final Lanes lanes;
    private final Ledger ledger;
    private final Retries retries;
    private final Consumer<LedgerRow> changes;

    private final List<Delivery> taken = new ArrayList<>();
    private final Set<LaneKey> leftToLedger = new HashSet<>();
    private long takenBytes;
    private Batch batch = new Batch();

    /** @param channels those that have an endpoint */
    DeliveryHandler(
            List<Channel> channels,
            KnownContacts contacts,
            Lanes lanes,
            Ledger ledger,
            Retries retries,
            Consumer<LedgerRow> changes) {
        this.channels = channels;
        this.contacts = contacts;
        this.lanes = lanes;
        this.ledger = ledger;
        this.retries = retries;
        this.changes = changes;
    }

    @Override
    public void begin() {
        lanes.clear();
    }

    @Override
    public void take(List<RecordedEvent> events, Connection reader) throws SQLException {
        if (channels.isEmpty()) return;
        List<Outgoing> outgoing = new ArrayList<>();
        for (RecordedEvent recorded : events) outgoing.addAll(ledTo(recorded));
        Set<LaneKey> mayBegin = new HashSet<>();
        for (Outgoing each : outgoing) {
            if (!lanes.has(each.lane())) mayBegin.add(each.lane());
        }
        if (!mayBegin.isEmpty()) mayBegin.removeAll(ledger.withOpenRows(reader, mayBegin));
        for (Outgoing each : outgoing) deliver(each, mayBegin.contains(each.lane()));
    }

    private List<Outgoing> ledTo(RecordedEvent recorded) {
        if (!(recorded.payload() instanceof ContactEvent event)) return List.of();
        if (channels.stream().noneMatch(channel -> channel.concerns(event))) {
            contacts.pass(recorded);
            return List.of();
        }
        ContactFacts contact = contacts.at(recorded);
        List<Outgoing> outgoing = new ArrayList<>();
        for (Channel channel : channels) outgoing.addAll(Outgoing.of(recorded, contact, channel));
        return outgoing;
    }

    private void deliver(Outgoing outgoing, boolean mayBegin) {
        Delivery delivery = Delivery.first(outgoing, retries);
        taken.add(delivery);
        takenBytes += outgoing.recorded().bytes();
        LaneKey lane = outgoing.lane();
        if (leftToLedger.contains(lane)) return;
        if (!lanes.submit(delivery, batch, mayBegin)) leftToLedger.add(lane);
    }

    @Override
    public boolean isFull() {
        return taken.size() >= MAX_TAKEN || takenBytes >= MAX_TAKEN_BYTES;
    }

    @Override
    public void beforeWrite() throws InterruptedException {
        batch.await(MAX_WAIT.toNanos());
    }

    @Override
    public void write(Connection transaction) throws SQLException {
        ledger.insert(
                transaction,
                taken.stream()
                        .map(Delivery::toBeWritten)
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Override
    public void discard() {
        for (Delivery delivery : taken) {
            LedgerRow change = delivery.written();
            if (change != null) changes.accept(change);
        }
        taken.clear();
        takenBytes = 0;
        leftToLedger.clear();
        batch = new Batch();
        lanes.sweep();
    }
}
