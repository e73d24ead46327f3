package dev.contactsimulator.contact;

/** Why a chat contact ended (Admin Guide, "Data model for contact records", "DisconnectReason"). */
public enum DisconnectReason {
    CUSTOMER_DISCONNECT,
    AGENT_DISCONNECT,
    CONTACT_FLOW_DISCONNECT,
    IDLE_DISCONNECT,
    EXPIRED,
    CUSTOMER_CONNECTION_NOT_ESTABLISHED,
    API;

    /** Whether chats end for this reason because a time has come. */
    boolean wasDue() {
        return this == EXPIRED || this == IDLE_DISCONNECT || this == CUSTOMER_CONNECTION_NOT_ESTABLISHED;
    }
}
