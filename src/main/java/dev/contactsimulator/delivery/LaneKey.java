package dev.contactsimulator.delivery;

import java.util.UUID;

/** The deliveries of a contact to one target, which are made one after the other. */
record LaneKey(UUID contactId, String destination, String target) {}
