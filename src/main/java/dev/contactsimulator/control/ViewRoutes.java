package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.eventlog.TimelineEnded;
import dev.contactsimulator.view.ContactRebuild;
import java.sql.SQLException;
import java.util.List;

/** Rebuilds the views from the log while they stay in use. */
public final class ViewRoutes implements SimulatorRoutes {

    private final ContactRebuild contacts;

    public ViewRoutes(ContactRebuild contacts) {
        this.contacts = contacts;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(SimulatorRoute.post(
                        "/views/rebuild", "RebuildViews", "rebuilds the views from the log while they stay in use")
                .handledBy(this::rebuild));
    }

    /** @param rowsChanged how many rows were not what the log says: 0 unless something is wrong */
    record Rebuilt(long events, int rowsChanged, long eventsPerSecond) {}

    private AwsResponse rebuild() {
        try {
            ContactRebuild.Result result = contacts.run();
            return AwsResponse.of(new Rebuilt(result.events(), result.rowsChanged(), result.eventsPerSecond()));
        } catch (TimelineEnded reset) {
            throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The log was reset meanwhile. Try again.");
        } catch (SQLException failure) {
            throw new IllegalStateException("the views could not be rebuilt", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the views were rebuilt", stop);
        }
    }
}
