package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ContactRejection.Kind.ACCESS_DENIED;
import static dev.contactsimulator.contact.ContactRejection.Kind.CONFLICT;
import static dev.contactsimulator.contact.ContactRejection.Kind.NOT_FOUND;
import static dev.contactsimulator.contact.ContactRejection.Kind.QUOTA_EXCEEDED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who takes part in a chat, and who has been created and may still join. */
record Participants(List<Member> members) {

    /** How long after CreateParticipant a bot may connect (Admin Guide, "Integrate custom participants"). */
    static final Duration BOT_WINDOW = Duration.ofSeconds(15);

    /** Receipts are for chats of two (SendEvent, "ConflictException"). */
    private static final int MAX_FOR_RECEIPTS = 2;

    /** @param connectBy until when it may join; null once it has joined */
    public record Member(Participant participant, @Nullable Instant connectBy) {

        boolean hasJoined() {
            return connectBy == null;
        }

        /** A customer counts from the beginning, others until their window has passed. */
        boolean isPresent(Instant now) {
            return connectBy == null || participant.role() == ParticipantRole.CUSTOMER || now.isBefore(connectBy);
        }
    }

    static Participants of(Participant first, Instant connectBy) {
        return new Participants(List.of(new Member(first, connectBy)));
    }

    Participants created(Participant participant, Instant connectBy) {
        return replaced(participant, new Member(participant, connectBy));
    }

    Participants joined(Participant participant) {
        return replaced(participant, new Member(participant, null));
    }

    Participants left(Participant participant) {
        return replaced(participant, null);
    }

    /** An agent is coming: bots that have not joined yet will not. */
    Participants withoutInvitedBots() {
        return new Participants(members.stream()
                .filter(member -> member.hasJoined() || member.participant().role() != ParticipantRole.CUSTOM_BOT)
                .toList());
    }

    private Participants replaced(Participant participant, @Nullable Member replacement) {
        List<Member> others = new ArrayList<>(members);
        others.removeIf(member -> member.participant().id().equals(participant.id()));
        if (replacement != null) others.add(replacement);
        return new Participants(List.copyOf(others));
    }

    /**
     * A participant whose token was presented (CreateParticipantConnection, "AccessDeniedException").
     *
     * @throws ContactRejection if it is none of the chat
     */
    Member require(ParticipantId id) {
        return find(id).orElseThrow(() -> new ContactRejection(ACCESS_DENIED, "Access denied"));
    }

    /** One that may connect now (Admin Guide, "Integrate custom participants": after the window it is not found). */
    Member requireConnectable(ParticipantId id, Instant now) {
        Member member = require(id);
        if (member.isPresent(now)) return member;
        throw new ContactRejection(NOT_FOUND, "The participant has not connected in time.");
    }

    /** One that may send. A customer need not have joined for that. */
    Participant requireSender(ParticipantId id) {
        Member member = require(id);
        if (member.hasJoined() || member.participant().role() == ParticipantRole.CUSTOMER) return member.participant();
        throw new ContactRejection(ACCESS_DENIED, "Access denied");
    }

    /** The one of a role. */
    Participant any(ParticipantRole role) {
        return members.stream()
                .map(Member::participant)
                .filter(participant -> participant.role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody of the role " + role + " is in the chat"));
    }

    private Optional<Member> find(ParticipantId id) {
        return members.stream()
                .filter(member -> member.participant().id().equals(id))
                .findFirst();
    }

    /** One bot at a time, and none beside an agent (Admin Guide, "Integrate custom participants"). */
    void requireRoomForBot(Instant now) {
        if (isAny(ParticipantRole.AGENT, now)) {
            throw new ContactRejection(CONFLICT, "A custom participant cannot join while an agent is in the chat.");
        }
        if (isAny(ParticipantRole.CUSTOM_BOT, now)) {
            throw new ContactRejection(QUOTA_EXCEEDED, "The chat has a custom participant already.");
        }
    }

    /** One agent at a time. */
    void requireNoAgent() {
        if (agent().isPresent()) throw new ContactRejection(CONFLICT, "The chat has an agent already.");
    }

    Participant requireAgent() {
        return agent().orElseThrow(() -> new ContactRejection(CONFLICT, "The chat has no agent."));
    }

    Optional<Participant> agent() {
        return joined(ParticipantRole.AGENT).stream().findFirst();
    }

    /** Those of a role that are in the chat. */
    List<Participant> joined(ParticipantRole role) {
        return members.stream()
                .filter(Member::hasJoined)
                .map(Member::participant)
                .filter(participant -> participant.role() == role)
                .toList();
    }

    private boolean isAny(ParticipantRole role, Instant now) {
        return members.stream().anyMatch(member -> member.participant().role() == role && member.isPresent(now));
    }

    /** Whether receipts are supported: not with more than two active participants (SendEvent, "ConflictException"). */
    boolean areFewEnoughForReceipts() {
        return members.stream().filter(Member::hasJoined).count() <= MAX_FOR_RECEIPTS;
    }
}
