package dev.contactsimulator.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the embedded PostgreSQL keeps its files; {@code application.yml} has the defaults. Without meaning when {@code spring.datasource.url} names an external
 * one.
 *
 * @param dataDir the data, its settings, its password and its log; made when missing, open to the user alone
 * @param cacheDir the server's programs, unpacked once; may be deleted while nothing runs
 */
@ConfigurationProperties("simulator")
record StorageProperties(Path dataDir, Path cacheDir) {

    StorageProperties {
        dataDir = dataDir.toAbsolutePath().normalize();
        cacheDir = cacheDir.toAbsolutePath().normalize();
    }
}
