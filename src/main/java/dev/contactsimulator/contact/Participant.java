package dev.contactsimulator.contact;

/** A party of a chat. */
public record Participant(ParticipantId id, ParticipantRole role, String displayName) {}
