/**
 * The domain: what a chat contact is, what it may be asked to do ({@link dev.contactsimulator.contact.ContactCommand})
 * and what can happen to it ({@link dev.contactsimulator.contact.ContactEvent}). Knows nothing but the JDK and Axon's
 * annotations; time comes with each command.
 */
@NullMarked
package dev.contactsimulator.contact;

import org.jspecify.annotations.NullMarked;
