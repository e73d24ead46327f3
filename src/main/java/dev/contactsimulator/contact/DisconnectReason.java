package dev.contactsimulator.contact;

/** Why a chat contact ended (Admin Guide, "Data model for contact records", "DisconnectReason"). */
public enum DisconnectReason {
    CUSTOMER_DISCONNECT,
    AGENT_DISCONNECT,
    CONTACT_FLOW_DISCONNECT,
    IDLE_DISCONNECT,
    EXPIRED,
    API
}
