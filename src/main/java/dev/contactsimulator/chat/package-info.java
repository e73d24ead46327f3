/**
 * Which contact of a chat a chat integration event belongs to: the chat's contacts are numbered, and the router finds the
 * current one.
 */
@NullMarked
package dev.contactsimulator.chat;

import org.jspecify.annotations.NullMarked;
