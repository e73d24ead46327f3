package dev.contactsimulator.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has handled a contact besides its customer.
 *
 * @param queue in which it waits, or waited until the agent accepted it
 * @param agentMessages what its agent has said
 * @param botMessages what bots have said
 */
public record Handling(@Nullable Queue queue, @Nullable Agent agent, Messages agentMessages, Messages botMessages) {

    static final Handling NONE = new Handling(null, null, Messages.NONE, Messages.NONE);

    public record Queue(String id, Instant enqueuedAt) {}

    /** @param id of the user, not of the participant */
    public record Agent(String id, Instant connectedAt) {}

    /** @param chars the length of the messages together, in code points */
    public record Messages(
            int count,
            long chars,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {

        static final Messages NONE = new Messages(0, 0, null, null);

        Messages and(int length, Instant at) {
            return new Messages(count + 1, chars + length, firstAt == null ? at : firstAt, at);
        }
    }

    Handling in(Queue newQueue) {
        return new Handling(newQueue, agent, agentMessages, botMessages);
    }

    Handling by(Agent newAgent) {
        return new Handling(queue, newAgent, agentMessages, botMessages);
    }

    Handling withAgentMessage(int length, Instant at) {
        return new Handling(queue, agent, agentMessages.and(length, at), botMessages);
    }

    Handling withBotMessage(int length, Instant at) {
        return new Handling(queue, agent, agentMessages, botMessages.and(length, at));
    }
}
