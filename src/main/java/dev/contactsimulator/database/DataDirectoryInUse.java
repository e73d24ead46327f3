package dev.contactsimulator.database;

import java.nio.file.Path;

/** Another program has the data directory, and two servers on one directory would destroy it. */
public final class DataDirectoryInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    DataDirectoryInUse(Path directory, String owner) {
        super("The data directory " + directory + " is in use by process " + owner + ".");
    }
}
