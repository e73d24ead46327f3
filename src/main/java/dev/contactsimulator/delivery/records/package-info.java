/** Contact records and transcripts of chats that have ended, as files. */
@NullMarked
package dev.contactsimulator.delivery.records;

import org.jspecify.annotations.NullMarked;
