/**
 * How the program starts: settings and port are checked before the database starts, a start ends in three lines, and a
 * start that fails says in one sentence why, and what to do.
 */
@NullMarked
package dev.contactsimulator.start;

import org.jspecify.annotations.NullMarked;
