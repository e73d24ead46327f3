/**
 * WebSockets of participants: each hears the items of its chat, once and in order, from the position of the log at which
 * its URL was made.
 */
@NullMarked
package dev.contactsimulator.delivery.websocket;

import org.jspecify.annotations.NullMarked;
