package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the simulator can serve, and what it is. */
public final class StatusRoutes implements SimulatorRoutes {

    private static final Logger log = LoggerFactory.getLogger(StatusRoutes.class);

    private final EventLog events;
    private final List<Follower> followers;
    private final About about;

    public StatusRoutes(EventLog events, Collection<Follower> followers, About about) {
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
                        .handledBy(() -> AwsResponse.of(about)));
    }

    record Health(String status, long position) {}

    private AwsResponse health() {
        long position = head();
        for (Follower follower : followers) {
            if (!follower.isFollowing()) throw unavailable(follower.name() + " does not follow the log.");
        }
        return AwsResponse.of(new Health("ready", position));
    }

    private long head() {
        try {
            return events.head().position();
        } catch (RuntimeException failure) {
            log.warn("event=log-not-readable", failure);
            throw unavailable("The event log cannot be read.");
        }
    }

    private static AwsException unavailable(String message) {
        return new AwsException(ErrorType.SERVICE_UNAVAILABLE, message);
    }
}
