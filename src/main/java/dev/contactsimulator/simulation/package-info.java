/** What happens by itself: the clock's part in the life of a chat. */
@NullMarked
package dev.contactsimulator.simulation;

import org.jspecify.annotations.NullMarked;
