/**
 * The files of chats: what their senders announce and upload, until they are sent, and their content. A file belongs to its
 * chat when the log says so; the rows here only hold what the log does not.
 */
@NullMarked
package dev.contactsimulator.attachment;

import org.jspecify.annotations.NullMarked;
