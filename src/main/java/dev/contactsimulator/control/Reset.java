package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Operations;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.view.ContactView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the simulator as it was at its first start, but for what the installation made up then (its instance id, for
 * example). The one mechanism: a transaction that empties every table, and what is {@link Resettable}, on every node.
 */
public final class Reset implements Operations {

    private static final Logger log = LoggerFactory.getLogger(Reset.class);

    /** Locks are taken in the order in which the writers of views take them: view first, log after. */
    private static final String EMPTY = """
            update view_position set epoch = epoch + 1, position = 0;
            select event_log_reset();
            truncate contact_view;
            """;

    private final DataSource database;
    private final EventLog events;
    private final Collection<Resettable> memories;

    /** @param view tells of a reset by another node */
    public Reset(DataSource database, EventLog events, ContactView view, Collection<Resettable> memories) {
        this.database = database;
        this.events = events;
        this.memories = List.copyOf(memories);
        view.onReset(this::forget);
    }

    @Override
    public List<Route> routes() {
        return List.of(SimulatorRoute.of("POST", "/reset", "Reset", () -> {
            run();
            return AwsResponse.EMPTY;
        }));
    }

    /** Returns when everything is empty. What other nodes remember goes within a moment, as soon as they hear of it. */
    public void run() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(EMPTY);
                connection.commit();
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the simulator could not be emptied", failure);
        }
        forget();
        events.head(); // tells the feeds of this node
        log.info("event=reset");
    }

    private void forget() {
        memories.forEach(Resettable::forget);
    }
}
