package dev.contactsimulator.eventlog;

import java.util.List;

/**
 * What this node's parts of the log know of themselves, without a query.
 *
 * @param position how far the log is known to go
 * @param problems one sentence for each part that does not work; empty if the log can be read and appended to
 */
public record LogHealth(long position, List<String> problems) {}
