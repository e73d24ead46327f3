package dev.contactsimulator.database;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the data is, for operators.
 *
 * @param url the JDBC URL, without user name and password
 * @param directory the directory that holds everything, when the database is embedded
 */
public record DataLocation(String url, Optional<Path> directory) {

    public boolean embedded() {
        return directory.isPresent();
    }
}
