/** Shows that what the program holds in memory is bounded in bytes, whatever it is sent and whatever it is asked for. */
@NullMarked
package dev.contactsimulator.memory;

import org.jspecify.annotations.NullMarked;
