/** Finds out whether the log is what was recorded, and what became of contacts. */
@NullMarked
package dev.contactsimulator.audit;

import org.jspecify.annotations.NullMarked;
