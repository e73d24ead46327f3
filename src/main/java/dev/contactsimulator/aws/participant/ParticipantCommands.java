package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.connect.RequestContexts;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.contact.ContactCommand.ParticipantCommand;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends the commands of participants, whom their tokens name. Every refusal of a token has the same error. */
@Component
final class ParticipantCommands {

    /** Makes a command of the participant at the time of the call. */
    @FunctionalInterface
    interface CommandOf {
        ParticipantCommand participant(ParticipantGrant grant, Instant at);
    }

    /** A participant whose token is valid. Whether it is still one of its chat, the chat says. */
    record Caller(ParticipantGrant participant, Instant at) {}

    /** A call of a participant that was let in. */
    record Call(
            ParticipantGrant participant,
            Instant at,
            @Nullable ContactEvent event) {

        /** The item that the call has caused. */
        TranscriptEvent item() {
            if (event instanceof TranscriptEvent item) return item;
            throw new IllegalStateException("the command has caused no item");
        }
    }

    private final Contacts contacts;
    private final Tokens tokens;
    private final Clock clock;

    ParticipantCommands(Contacts contacts, Tokens tokens, Clock clock) {
        this.contacts = contacts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param purpose what the token must be for
     * @throws AwsException (AccessDeniedException) if the token is none of these, or its chat has ended
     */
    Call send(TokenPurpose purpose, String token, CommandOf command, AwsCall call, @Nullable String clientToken) {
        return send(caller(purpose, token), command, call, clientToken);
    }

    /** @throws AwsException (AccessDeniedException) if the participant's chat is none, or has ended */
    Call send(Caller caller, CommandOf command, AwsCall call, @Nullable String clientToken) {
        ParticipantGrant grant = caller.participant();
        var outcome = contacts.send(
                        command.participant(grant, caller.at()),
                        RequestContexts.of(call, ofParticipant(grant, clientToken)))
                .orElseThrow(ParticipantCommands::accessDenied);
        return new Call(grant, caller.at(), outcome instanceof Handled(var event) ? event : null);
    }

    /** Two participants may choose the same token. Kept with the events, it says whose it is. */
    private static @Nullable String ofParticipant(ParticipantGrant grant, @Nullable String clientToken) {
        return clientToken == null ? null : grant.participantId() + " " + clientToken;
    }

    /** @throws AwsException (AccessDeniedException) if the token is none of these */
    Caller caller(TokenPurpose purpose, String token) {
        Instant now = clock.instant();
        return new Caller(
                ParticipantGrant.of(tokens, purpose, token, now).orElseThrow(ParticipantCommands::accessDenied), now);
    }

    /** As {@link #send}, with a connection token. */
    Call send(String connectionToken, CommandOf command, AwsCall call, @Nullable String clientToken) {
        return send(TokenPurpose.CONNECTION, connectionToken, command, call, clientToken);
    }

    private static AwsException accessDenied() {
        return new AwsException(ErrorType.ACCESS_DENIED, "Access denied");
    }
}
