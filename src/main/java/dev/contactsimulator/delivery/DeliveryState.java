package dev.contactsimulator.delivery;

/** How far a delivery has come. */
public enum DeliveryState {
    /** Not attempted yet, or waiting behind an earlier one of the same contact. */
    PENDING,
    /** It is at its destination; without an endpoint, the ledger has it. */
    DELIVERED,
    /** An attempt has failed, and another one follows. */
    FAILED,
    /** So many attempts have failed that no other follows. The later ones of the contact wait. */
    PARKED,
    /** Somebody has decided that it is not delivered. */
    DROPPED
}
