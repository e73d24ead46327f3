package dev.contactsimulator.contact;

/** How a contact of a chat began (Admin Guide, "Data model for contact records", "InitiationMethod"). */
public enum InitiationMethod {
    /** Every chat. */
    API,
    /** An agent transferred it, to another agent or to a queue. */
    TRANSFER,
    /** It was moved to another queue while it waited in one. */
    QUEUE_TRANSFER
}
