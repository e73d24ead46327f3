package dev.contactsimulator.contact;

import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.TimersConfigured;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What will happen to a contact by itself, as its events have it so far: for the contact, which does what is due, and for
 * those who have to know when that is.
 *
 * @param expiresAt when the chat's duration has passed; null after the end
 * @param connectBy until when the customer has to join; null once it has
 */
public record Deadlines(
        @Nullable Instant expiresAt, @Nullable Instant connectBy, Timers timers) {

    /** Something that happens at a time. */
    public sealed interface Due {

        Instant at();

        /** The chat's duration has passed (Admin Guide, "The chat/SMS channel"). */
        record Expiry(Instant at) implements Due {}

        /** The customer has not connected in time (StartChatContact). */
        record ConnectionMissed(Instant at) implements Due {}

        record Idle(ParticipantRole role, Instant at) implements Due {}

        record AutoDisconnect(ParticipantRole role, Instant at) implements Due {}
    }

    public static Deadlines of(ContactCreated created) {
        ChatStart start = created.start();
        return new Deadlines(created.expiresAt(), start == null ? null : start.connectBy(), Timers.NONE);
    }

    /** Those of a contact of which only the duration counts. */
    public static Deadlines ofDuration(@Nullable Instant expiresAt) {
        return new Deadlines(expiresAt, null, Timers.NONE);
    }

    /** Whether only the duration counts, or the contact has ended. */
    public boolean areOfDurationOnly() {
        return connectBy == null && timers.equals(Timers.NONE);
    }

    /** Whether anything is due. Each command asks, so it costs next to nothing for most contacts. */
    boolean isAnyDue(Instant now) {
        if (areOfDurationOnly()) return expiresAt != null && !now.isBefore(expiresAt);
        return next().filter(due -> !now.isBefore(due.at())).isPresent();
    }

    /** What is due next, unless the contact has ended. */
    public Optional<Due> next() {
        if (areOfDurationOnly()) return expiresAt == null ? Optional.empty() : Optional.of(new Due.Expiry(expiresAt));
        Stream<Due> fixed = Stream.of(
                        Optional.ofNullable(connectBy).map(Due.ConnectionMissed::new),
                        Optional.ofNullable(expiresAt).map(Due.Expiry::new))
                .flatMap(Optional::stream);
        return Stream.concat(timers.next().stream(), fixed).min(Comparator.comparing(Due::at));
    }

    /** As they are after the next event. */
    public Deadlines after(ContactEvent event) {
        return switch (event) {
            case MessageSent sent -> with(timers.heard(sent.from().role(), sent.at()));
            case AttachmentSent sent -> with(timers.heard(sent.from().role(), sent.at()));
            case EventSent sent ->
                sent.contentType().equals(ContentTypes.PARTICIPANT_IDLE)
                        ? with(timers.idle(sent.from().role()))
                        : this;
            case ParticipantJoined joined ->
                joined.participant().role() == ParticipantRole.CUSTOMER
                        ? new Deadlines(expiresAt, null, timers.customerJoined(joined.at()))
                        : with(timers.joined(joined.participant(), connectBy == null, joined.at()));
            case ParticipantLeft left -> with(timers.left(left.participant()));
            case TimersConfigured configured -> with(timers.configured(configured.settings()));
            case Disconnected _ -> new Deadlines(null, null, Timers.NONE);
            default -> this;
        };
    }

    private Deadlines with(Timers newTimers) {
        return newTimers == timers ? this : new Deadlines(expiresAt, connectBy, newTimers);
    }
}
