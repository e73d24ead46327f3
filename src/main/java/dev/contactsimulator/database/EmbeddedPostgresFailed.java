package dev.contactsimulator.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The embedded PostgreSQL did not start; the message has the first line of its reason. */
final class EmbeddedPostgresFailed extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    EmbeddedPostgresFailed(Path directory, IOException reason) {
        super("The embedded PostgreSQL in " + directory + " did not start: " + firstLine(reason) + ".", reason);
    }

    private static String firstLine(IOException reason) {
        String message = String.valueOf(reason.getMessage()).strip();
        return message.lines().findFirst().orElse(message);
    }
}
