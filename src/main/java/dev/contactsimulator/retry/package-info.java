/** Calls that were already handled, so that a retry gets the first result again and adds nothing. */
@NullMarked
package dev.contactsimulator.retry;

import org.jspecify.annotations.NullMarked;
