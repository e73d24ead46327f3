package dev.contactsimulator.control;

import dev.contactsimulator.aws.Answer;
import dev.contactsimulator.aws.AwsRequest;
import dev.contactsimulator.aws.Route;
import dev.contactsimulator.aws.Routes;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event log: its head, whose hash vouches for all before it, and its events. */
public final class LogRoutes implements Routes {

    private static final int MAX_EVENTS = 1_000;

    private final EventLog events;

    public LogRoutes(EventLog events) {
        this.events = events;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                SimulatorRoute.of("GET", "/log", "GetLogHead", request -> head()),
                SimulatorRoute.of("GET", "/log/events", "ListLogEvents", this::page));
    }

    record LogHead(long position, String hash) {}

    private Answer head() {
        Head head = events.head();
        return Answer.of(new LogHead(head.position(), head.hexHash()));
    }

    /** @param nextAfter to be given as {@code after} for the next page, absent on the last */
    record LogPage(List<EventOnWire> events, @Nullable Long nextAfter) {}

    private Answer page(AwsRequest request) {
        long after = SimulatorRoute.number(request, "after", 0, Long.MAX_VALUE, 0);
        int limit = SimulatorRoute.limit(request, MAX_EVENTS);
        List<StoredEvent> stored = events.read(after, limit + 1);
        List<EventOnWire> page = stored.stream().limit(limit).map(EventOnWire::of).toList();
        return Answer.of(new LogPage(page, stored.size() > limit ? page.getLast().position() : null));
    }
}
