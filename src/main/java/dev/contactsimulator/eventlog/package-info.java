/**
 * The append-only log of events: append, order, read, names of event types, hashes. Events are in the order of their
 * commits, at positions 1, 2, 3 … without a gap; the hash of each covers all before it.
 */
@NullMarked
package dev.contactsimulator.eventlog;

import org.jspecify.annotations.NullMarked;
