package dev.contactsimulator.delivery;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.StoredEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Shows all deliveries: those that have a row as it says, the others as the log and the position of the follower say. In the
 * order of their events.
 */
public final class DeliveryQueries {

    /** How many events are looked through for one page: it may then have fewer deliveries than were asked for, or none. */
    private static final int MAX_EVENTS = 5_000;

    private static final int EVENTS_AT_ONCE = 100;

    private static final Comparator<DeliveryId> ORDER = Comparator.comparingLong(DeliveryId::position)
            .thenComparing(DeliveryId::destination)
            .thenComparingInt(DeliveryId::ordinal)
            .thenComparingInt(DeliveryId::copy);

    private static final String POSITION = """
            select position from follower_position where name = ?
            """;

    private static final String ROWS_BETWEEN = """
            select %s from delivery where position between ? and ?
            """.formatted(StoredRow.COLUMNS);

    private static final String ROWS = """
            select %s
            from delivery
            where (?::uuid is null or contact_id = ?) and (?::text is null or ? in (destination, target))
                and state = any (?)
                and (position, destination collate "C", ordinal, copy) > (?, ? collate "C", ?, ?)
            order by position, destination collate "C", ordinal, copy
            limit ?
            """.formatted(StoredRow.COLUMNS);

    private static final DeliveryId START = new DeliveryId("", 0, 0, 0);

    private final EventLog events;
    private final DataSource database;
    private final List<Channel> channels;
    private final Map<String, Channel> byName;

    public DeliveryQueries(EventLog events, DataSource database, Collection<? extends Channel> channels) {
        this.events = events;
        this.database = database;
        this.channels = List.copyOf(channels);
        this.byName = this.channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
    }

    /** The names of the destinations, and whether they have an endpoint. */
    public List<Channel> channels() {
        return channels;
    }

    /** @param after the last delivery of the page before, or null for the first page */
    public DeliveryPage list(DeliveryFilter filter, @Nullable DeliveryId after, int limit) throws SQLException {
        DeliveryId start = after == null ? START : after;
        return filter.isForRowsOnly() ? rows(filter, start, limit) : all(filter, start, limit);
    }

    public Optional<ListedDelivery> find(DeliveryId id) throws SQLException {
        List<StoredEvent> stored = events.read(id.position() - 1, 1);
        if (stored.isEmpty() || stored.getFirst().position() != id.position()) return Optional.empty();
        long position = position();
        Map<Long, List<StoredRow>> rows = rowsBetween(id.position(), id.position());
        RecordedEvent recorded = events.decode(stored.getFirst());
        List<ListedDelivery> found = new ArrayList<>();
        add(found, recorded, new KnownContacts(events).at(recorded), rows, position);
        return found.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Looks through the log, or through the events of a contact. */
    private DeliveryPage all(DeliveryFilter filter, DeliveryId start, int limit) throws SQLException {
        // Read before the rows: what is not delivered at this position has a row by now.
        long position = position();
        KnownContacts contacts = new KnownContacts(events);
        long after = start.position() - 1;
        EventPages pages = filter.contactId() == null
                ? EventPages.ofLog(events, Math.max(0, after), MAX_EVENTS)
                : EventPages.ofContact(events, filter.contactId().value(), 0, Integer.MAX_VALUE);
        List<ListedDelivery> listed = new ArrayList<>();
        @Nullable DeliveryId last = null;
        while (pages.hasNext()) {
            List<RecordedEvent> chunk = new ArrayList<>();
            while (chunk.size() < EVENTS_AT_ONCE && pages.hasNext()) chunk.add(events.decode(pages.next()));
            var rows = rowsBetween(chunk.getFirst().position(), chunk.getLast().position());
            for (RecordedEvent recorded : chunk) {
                ContactFacts contact = contacts.at(recorded);
                if (recorded.position() <= after) continue;
                List<ListedDelivery> ofEvent = new ArrayList<>();
                add(ofEvent, recorded, contact, rows, position);
                for (ListedDelivery delivery : ofEvent) {
                    if (ORDER.compare(delivery.id(), start) <= 0 || !filter.matches(delivery)) continue;
                    if (listed.size() == limit)
                        return new DeliveryPage(listed, listed.getLast().id());
                    listed.add(delivery);
                }
                last = DeliveryId.behind(recorded.position());
            }
        }
        return new DeliveryPage(listed, pages.following().isPresent() ? last : null);
    }

    /** What an event led to, in order: the originals, each with its duplicates behind it. */
    private void add(
            List<ListedDelivery> listed,
            RecordedEvent recorded,
            ContactFacts contact,
            Map<Long, List<StoredRow>> rowsByPosition,
            long position) {
        Map<DeliveryId, Outgoing> originals = new HashMap<>();
        for (Channel channel : channels) {
            for (Outgoing each : Outgoing.of(recorded, contact, channel)) originals.put(each.id(), each);
        }
        for (StoredRow row : rowsByPosition.getOrDefault(recorded.position(), List.of())) {
            Outgoing original = originals.get(row.id().withCopy(0));
            listed.add(row.listed(recorded.at(), original == null ? null : payload(original)));
        }
        var withRow = listed.stream().map(ListedDelivery::id).collect(Collectors.toSet());
        DeliveryState state = recorded.position() <= position ? DeliveryState.DELIVERED : DeliveryState.PENDING;
        originals.forEach((id, original) -> {
            if (withRow.contains(id)) return;
            listed.add(new ListedDelivery(
                    id,
                    original.target(),
                    original.contactId(),
                    recorded.at(),
                    state,
                    0,
                    null,
                    null,
                    payload(original)));
        });
        listed.sort(Comparator.comparing(ListedDelivery::id, ORDER));
    }

    private String payload(Outgoing outgoing) {
        Channel channel = byName.get(outgoing.id().destination());
        if (channel == null)
            throw new IllegalStateException("no destination " + outgoing.id().destination());
        return channel.payload(outgoing);
    }

    private long position() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setString(1, Deliveries.NAME);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private Map<Long, List<StoredRow>> rowsBetween(long first, long last) throws SQLException {
        Map<Long, List<StoredRow>> rows = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ROWS_BETWEEN)) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    StoredRow row = StoredRow.of(result);
                    rows.computeIfAbsent(row.id().position(), position -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        return rows;
    }

    private DeliveryPage rows(DeliveryFilter filter, DeliveryId start, int limit) throws SQLException {
        List<StoredRow> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ROWS)) {
            Object contact =
                    filter.contactId() == null ? null : filter.contactId().value();
            select.setObject(1, contact, Types.OTHER);
            select.setObject(2, contact, Types.OTHER);
            select.setString(3, filter.destination());
            select.setString(4, filter.destination());
            Array states = connection.createArrayOf(
                    "text", filter.states().stream().map(Enum::name).toArray());
            select.setArray(5, states);
            select.setLong(6, start.position());
            select.setString(7, start.destination());
            select.setInt(8, start.ordinal());
            select.setInt(9, start.copy());
            select.setInt(10, limit + 1);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) rows.add(StoredRow.of(result));
            }
        }
        boolean more = rows.size() > limit;
        List<ListedDelivery> listed = (more ? rows.subList(0, limit) : rows)
                .stream().map(this::withEvent).toList();
        return new DeliveryPage(listed, more ? listed.getLast().id() : null);
    }

    private ListedDelivery withEvent(StoredRow row) {
        List<StoredEvent> stored = events.read(row.id().position() - 1, 1);
        if (stored.isEmpty() || stored.getFirst().position() != row.id().position()) return row.listed(null, null);
        RecordedEvent recorded = events.decode(stored.getFirst());
        Channel channel = byName.get(row.id().destination());
        if (channel == null) return row.listed(recorded.at(), null);
        ContactFacts contact = new KnownContacts(events).at(recorded);
        return Outgoing.of(recorded, contact, channel).stream()
                .filter(each -> each.id().equals(row.id().withCopy(0)))
                .findFirst()
                .map(each -> row.listed(recorded.at(), channel.payload(each)))
                .orElse(row.listed(recorded.at(), null));
    }
}
