package dev.contactsimulator.contact;

/** Somebody who takes part in a chat. */
public record Participant(ParticipantId id, ParticipantRole role, String displayName) {}
