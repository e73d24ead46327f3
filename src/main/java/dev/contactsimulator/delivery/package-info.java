/** What leaves the simulator by itself, as a consequence of events in the log. */
@NullMarked
package dev.contactsimulator.delivery;

import org.jspecify.annotations.NullMarked;
