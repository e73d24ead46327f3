package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the simulator as it was at its first start, but for what the installation keeps (its instance id, for example):
 * empties the log and the tables of its followers in one transaction, then every {@link Resettable}'s memory, on every
 * node.
 */
public final class Reset implements SimulatorRoutes {

    private static final Logger log = LoggerFactory.getLogger(Reset.class);

    private final EventLog events;
    private final Collection<Resettable> resettables;

    public Reset(EventLog events, Collection<Resettable> resettables) {
        this.events = events;
        this.resettables = List.copyOf(resettables);
        events.onTimelineEnd(this::forget);
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(SimulatorRoute.post("/reset", "Reset", "empties the log and all that was made from it")
                .handledBy(() -> {
                    run();
                    return AwsResponse.EMPTY;
                }));
    }

    /** Returns when everything is empty. Other nodes forget as soon as they hear of it, within a moment. */
    public void run() {
        events.reset(resettables.stream()
                .flatMap(resettable -> resettable.tables().stream())
                .toList());
        forget();
        log.info("event=reset");
    }

    private void forget() {
        resettables.forEach(Resettable::forget);
    }
}
