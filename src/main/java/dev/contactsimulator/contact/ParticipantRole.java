package dev.contactsimulator.contact;

/** Who a participant is, in AWS's own words (Participant Service, "ParticipantRole"). */
public enum ParticipantRole {
    AGENT,
    CUSTOMER,
    SYSTEM,
    CUSTOM_BOT,
    SUPERVISOR
}
