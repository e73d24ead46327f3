package dev.contactsimulator.database;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Refuses a PostgreSQL that is too old, before anything is written to it. */
final class RequiredPostgres extends BaseCallback {

    static final int OLDEST = 15;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            var server = context.getConnection().getMetaData();
            if (server.getDatabaseMajorVersion() < OLDEST) {
                throw new PostgresTooOld(server.getDatabaseProductVersion());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
