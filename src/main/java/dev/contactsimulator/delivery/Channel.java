package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ContactEvent;
import java.util.List;

/** One kind of destination: what an event leads to there, and how it is sent. Safe for use by many threads. */
public interface Channel {

    /** The name of the destination in the ledger. Never changes. */
    String name();

    /** Whether there is an endpoint to send to. Without one the ledger alone has the deliveries. */
    boolean isConnected();

    /** Whether an event can lead to a delivery. */
    boolean concerns(ContactEvent event);

    /**
     * Where to an event leads to a delivery: topics, URLs or the like. For the same event always the same ones in the same
     * order, whatever happens later.
     *
     * @param contact at this event
     */
    List<String> targets(ContactEvent event, ContactFacts contact);

    /** What is sent, as JSON. */
    String payload(Outgoing outgoing);

    /**
     * Sends and returns when it is known to have arrived.
     *
     * @throws DeliveryFailed if it has not, or nobody knows
     */
    void send(Outgoing outgoing) throws DeliveryFailed, InterruptedException;
}
