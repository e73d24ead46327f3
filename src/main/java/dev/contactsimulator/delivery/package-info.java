/**
 * What leaves the simulator: items to topics and web hooks, contact events, records and transcripts. A follower of the log
 * makes the deliveries, in order for each contact and at least once; those that cannot be made at once wait in the ledger.
 */
@NullMarked
package dev.contactsimulator.delivery;

import org.jspecify.annotations.NullMarked;
