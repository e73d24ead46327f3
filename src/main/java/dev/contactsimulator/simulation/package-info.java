/** Simulates what happens without a request: chats that expire. */
@NullMarked
package dev.contactsimulator.simulation;

import org.jspecify.annotations.NullMarked;
