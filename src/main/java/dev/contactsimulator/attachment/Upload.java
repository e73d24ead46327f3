package dev.contactsimulator.attachment;

import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to a chat.
 *
 * @param participantId who sends it
 * @param completion identifies the call that sends it, from COMPLETING on
 */
public record Upload(
        Attachment file,
        ContactId contactId,
        ParticipantId participantId,
        State state,
        @Nullable UUID completion) {

    /** How far a file has come. */
    enum State {
        /** Nothing of it is there. */
        ANNOUNCED,
        /** Its content is there, and may be replaced. */
        UPLOADED,
        /** Its content is final, and a call is about to send it. Whether that call did, the log says. */
        COMPLETING,
        /** It was sent. */
        COMPLETED
    }

    boolean isOf(ContactId contact, ParticipantId participant) {
        return contactId.equals(contact) && participantId.equals(participant);
    }

    boolean isFinal() {
        return state == State.COMPLETING || state == State.COMPLETED;
    }

    public int sizeInBytes() {
        return Math.toIntExact(file.sizeInBytes());
    }
}
