/**
 * The rows that answer queries: projections of the log's events ({@link dev.contactsimulator.view.ContactView}), queries
 * over them that see every write that was answered before ({@link dev.contactsimulator.view.ContactQueries}), and
 * transcripts, which are read from the log itself. All of it may be thrown away and rebuilt.
 */
@NullMarked
package dev.contactsimulator.view;

import org.jspecify.annotations.NullMarked;
