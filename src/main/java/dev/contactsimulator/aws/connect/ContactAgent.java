package dev.contactsimulator.aws.connect;

import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.Handling.Agent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The agent of a contact ("AgentInfo"). */
record ContactAgent(String id, Instant connectedToAgentTimestamp) {

    static @Nullable ContactAgent of(ContactRow row) {
        Agent agent = row.handling().agent();
        return agent == null ? null : new ContactAgent(agent.id(), agent.connectedAt());
    }
}
