/** Verifies that the log is what was recorded. */
@NullMarked
package dev.contactsimulator.audit;

import org.jspecify.annotations.NullMarked;
