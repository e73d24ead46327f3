package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.LogHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/** Whether the simulator can serve, and what it is. */
public final class StatusRoutes implements SimulatorRoutes {

    private final EventLog events;
    private final List<Follower> followers;
    private final IntFunction<About> about;

    public StatusRoutes(EventLog events, Collection<Follower> followers, IntFunction<About> about) {
        this.events = events;
        this.followers = List.copyOf(followers);
        this.about = about;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.get("/health", "GetHealth", "whether the simulator can serve")
                        .handledBy(this::health),
                SimulatorRoute.get("/info", "GetInfo", "what the simulator is and where its data is")
                        .handledBy(() ->
                                AwsResponse.of(about.apply(events.timeline().setbacks()))));
    }

    record Health(String status, long position) {}

    /** Asks nobody: each part knows how it is, so the response comes at once, whatever the database does. */
    private AwsResponse health() {
        LogHealth log = events.health();
        List<String> problems = new ArrayList<>(log.problems());
        for (Follower follower : followers) {
            if (!follower.isFollowing()) problems.add(follower.name() + " does not follow the log.");
        }
        if (problems.isEmpty()) return AwsResponse.of(new Health("ready", log.position()));
        throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, String.join(" ", problems));
    }
}
