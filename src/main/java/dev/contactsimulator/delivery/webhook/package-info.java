/** The items of all chats to a web hook, signed with a shared secret. */
@NullMarked
package dev.contactsimulator.delivery.webhook;

import org.jspecify.annotations.NullMarked;
