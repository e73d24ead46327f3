/** Axon's runtime: command bus, repository, cache of contacts, and the event log as Axon's event store. */
@NullMarked
package dev.contactsimulator.engine;

import org.jspecify.annotations.NullMarked;
