package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The log in PostgreSQL, from version 15 on. To be started after the migrations and closed after the last command. */
public final class PostgresEventLog implements EventLog, AutoCloseable {

    private final DataSource dataSource;
    private final EventTypes types;
    private final EventCodec codec;
    private final EventReader reader;
    private final Tail tail = new Tail();
    private final AppendState appends = new AppendState();
    private final Appender appender;
    private final Listener listener;

    /**
     * @param dataSource for reading; may be a pool
     * @param connections for the two connections that the log keeps: one to append, one to listen
     */
    public PostgresEventLog(DataSource dataSource, Connections connections, EventTypes types) {
        this.dataSource = dataSource;
        this.types = types;
        codec = new EventCodec(types);
        reader = new EventReader(dataSource, tail);
        appender = new Appender(connections, tail, appends);
        listener = new Listener(connections, tail, appends);
    }

    public void start() {
        head();
        appender.start();
        listener.start();
    }

    /** Records what was asked for before, then stops. */
    @Override
    public void close() throws InterruptedException, SQLException {
        appender.close();
        listener.close();
    }

    @Override
    public Head head() {
        return reader.end().head();
    }

    @Override
    public LogHealth health() {
        List<String> problems = Stream.of(appends.problem(), listener.problem())
                .flatMap(Optional::stream)
                .toList();
        return new LogHealth(tail.end().position(), problems);
    }

    @Override
    public Timeline timeline() {
        return tail.timeline();
    }

    @Override
    public void append(Timeline decidedOn, List<NewEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            NewEvent first = events.getFirst();
            NewEvent event = events.get(i);
            if (!event.contactId().equals(first.contactId()) || event.sequence() != first.sequence() + i) {
                throw new IllegalArgumentException("the events of a command are of one contact and without a gap");
            }
        }
        appender.append(decidedOn, events.stream().map(codec::encode).toList());
    }

    @Override
    public List<StoredEvent> read(long after, int limit) {
        return reader.read(after, limit);
    }

    @Override
    public List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit) {
        return reader.readContact(contactId, fromSequence, limit);
    }

    @Override
    public List<StoredEvent> read(long after, int limit, int maxBytes) {
        return reader.read(after, limit, maxBytes);
    }

    @Override
    public List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit, int maxBytes) {
        return reader.readContact(contactId, fromSequence, limit, maxBytes);
    }

    @Override
    public List<StoredEvent> readNewest(UUID contactId, int interval, int maxBytes) {
        return reader.readNewest(contactId, interval, maxBytes);
    }

    @Override
    public List<StoredEvent> readContact(UUID contactId, Class<?> payload, int fromSequence, int limit) {
        return reader.readContact(contactId, types.typeFor(payload).name(), fromSequence, limit);
    }

    @Override
    public Set<UUID> existing(Collection<UUID> contactIds) {
        return reader.existing(contactIds);
    }

    @Override
    public EventFeed feed(long after) {
        return feed(new LogPlace(reader.end().epoch(), after));
    }

    @Override
    public EventFeed feed(LogPlace after) {
        return new LogFeed(tail, reader, codec, after);
    }

    @Override
    public RecordedEvent decode(StoredEvent event) {
        return codec.decode(event);
    }

    @Override
    public LogRows rows(long after, LogPlace last) {
        return LogRows.between(after, last, dataSource);
    }

    @Override
    public RecordedEvent decode(LogRow row) {
        return codec.decode(row);
    }

    @Override
    public void reset(List<String> tables) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select event_log_reset(?)")) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            statement.execute();
        } catch (SQLException e) {
            throw new EventLogUnavailable("the event log could not be reset", e);
        }
        head();
    }

    @Override
    public void onTimelineEnd(Runnable action) {
        tail.onTimelineEnd(action);
    }
}
