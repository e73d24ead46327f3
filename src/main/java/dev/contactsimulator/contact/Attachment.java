package dev.contactsimulator.contact;

import java.util.UUID;

/**
 * A file of a chat, uploaded and approved (Participant Service, "AttachmentItem").
 *
 * @param name as the sender called it, at most 256 code points
 */
public record Attachment(UUID id, String name, String contentType, long sizeInBytes) {}
