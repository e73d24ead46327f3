package dev.contactsimulator.control;

import org.jspecify.annotations.Nullable;

/**
 * What the simulator is and where its data is.
 *
 * @param storage {@code embedded} or {@code external}
 * @param database the JDBC URL, without user name and password
 * @param dataDirectory where the data is if it is this simulator that keeps it
 * @param logWentBack how many times, since it was started, this node has seen that the log lacked events which it had had
 */
public record About(
        String name,
        String version,
        String region,
        String accountId,
        String instanceId,
        String instanceArn,
        String flowId,
        String storage,
        String database,
        @Nullable String dataDirectory,
        int logWentBack) {}
