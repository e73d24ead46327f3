package dev.contactsimulator.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.contactsimulator.attachment.Upload.State;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.TranscriptPage;
import dev.contactsimulator.view.Transcripts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The files of chats, from their announcement to their download. What is refused is a {@link ContactRejection}, as by
 * the chat itself.
 */
public final class Attachments {

    /** How long a file that is not sent is kept. */
    static final Duration UNFINISHED_LIFETIME = Duration.ofDays(1);

    /** The most files of a chat that have been announced and not sent: as many as it may send. */
    private static final int MAX_UNFINISHED = 35;

    /** How long an upload waits for others: HTTP clients that upload files seldom try again. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final int REMOVED_AT_ONCE = 10;

    private final AttachmentRows rows;
    private final TransactionOperations transactions;
    private final Transcripts transcripts;
    private final AttachmentSettings settings;
    private final Semaphore uploads;

    Attachments(
            AttachmentRows rows,
            TransactionOperations transactions,
            Transcripts transcripts,
            AttachmentSettings settings) {
        this.rows = rows;
        this.transactions = transactions;
        this.transcripts = transcripts;
        this.settings = settings;
        this.uploads = new Semaphore(settings.maxUploads());
    }

    /**
     * A file that a participant is about to upload. A call with the same token has the same file.
     *
     * @throws ContactRejection if the file is not allowed, another one was announced with the token, or the chat has too
     *     many files that are not completed
     */
    public Upload announce(
            ContactId contact, ParticipantId participant, String clientToken, FileDescription file, Instant now) {
        file.requireAllowed(settings.maxBytes().toBytes());
        UUID id = digest(contact + " " + participant + " " + clientToken);
        Attachment attachment = new Attachment(id, file.name(), file.contentType(), file.sizeInBytes());
        Upload upload = new Upload(attachment, contact, participant, State.ANNOUNCED, null);
        rows.insert(upload, now.plus(UNFINISHED_LIFETIME), MAX_UNFINISHED);
        Upload announced = rows.find(id)
                .orElseThrow(() -> new ContactRejection(
                        Kind.QUOTA_EXCEEDED,
                        "The chat has " + MAX_UNFINISHED + " attachments that are not completed."));
        if (announced.file().equals(attachment)) return announced;
        throw new ContactRejection(Kind.INVALID_VALUE, "The ClientToken was used for another attachment.");
    }

    public Optional<Upload> upload(UUID id) {
        return rows.find(id);
    }

    /**
     * Stores the content of a file, or replaces it. Of a content that is not received as a whole nothing is stored.
     *
     * @throws UploadsBusy if too many others are received, and still are after some seconds
     * @throws ContactRejection if the content has not the announced length, or the file is final
     */
    public void store(Upload upload, InputStream content) {
        requireOpen(upload);
        takePlace();
        try (ReceivedFile file = ReceivedFile.receive(content)) {
            if (file.length() != upload.sizeInBytes()) {
                throw new ContactRejection(
                        Kind.INVALID_VALUE,
                        "The file must have the " + upload.sizeInBytes() + " bytes that were announced.");
            }
            transactions.executeWithoutResult(
                    transaction -> replaceContent(upload.file().id(), file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            uploads.release();
        }
    }

    private void takePlace() {
        try {
            if (uploads.tryAcquire(MAX_WAIT.toMillis(), MILLISECONDS)) return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new UploadsBusy();
    }

    private void replaceContent(UUID id, ReceivedFile file) {
        requireOpen(rows.lock(id).orElseThrow(Attachments::noSuchAttachment));
        try {
            rows.replaceContent(id, file.content());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireOpen(Upload upload) {
        if (upload.isFinal()) throw new ContactRejection(Kind.CONFLICT, "The attachment has been completed.");
    }

    /**
     * Makes the content of a file final, for the call that sends it to the chat. No other call can send it, unless this
     * one is {@linkplain #undoCompletion undone}.
     *
     * @param clientToken identifies the call
     * @return empty if this call has sent the file before
     * @throws ContactRejection if the participant has announced no such file, it is not uploaded yet, or another call sends
     *     it
     */
    public Optional<Attachment> beginCompletion(
            UUID id, ContactId contact, ParticipantId participant, String clientToken, Instant now) {
        UUID completion = digest(clientToken);
        Upload upload = transactions.execute(transaction -> {
            Upload before = rows.lock(id)
                    .filter(each -> each.isOf(contact, participant))
                    .orElseThrow(Attachments::noSuchAttachment);
            requireCompletable(before, completion);
            if (before.state() == State.UPLOADED) {
                rows.setState(id, State.COMPLETING, completion, now.plus(UNFINISHED_LIFETIME));
            }
            return before;
        });
        if (upload.state() == State.UPLOADED) return Optional.of(upload.file());
        if (upload.state() == State.COMPLETING && !isInTranscript(upload)) return Optional.of(upload.file());
        completed(id);
        return Optional.empty();
    }

    private static void requireCompletable(Upload upload, UUID completion) {
        switch (upload.state()) {
            case ANNOUNCED -> throw new ContactRejection(Kind.CONFLICT, "The attachment has not been uploaded yet.");
            case UPLOADED -> {}
            case COMPLETING, COMPLETED -> {
                if (!completion.equals(upload.completion())) {
                    throw new ContactRejection(Kind.CONFLICT, "The attachment has been completed already.");
                }
            }
        }
    }

    /** The file was sent. */
    public void completed(UUID id) {
        transactions.executeWithoutResult(transaction ->
                rows.lock(id).ifPresent(upload -> rows.setState(id, State.COMPLETED, upload.completion(), null)));
    }

    /** The file was not sent by the call with the token: another call may try. */
    public void undoCompletion(UUID id, String clientToken) {
        UUID completion = digest(clientToken);
        transactions.executeWithoutResult(transaction -> rows.lock(id)
                .filter(upload -> upload.state() == State.COMPLETING && completion.equals(upload.completion()))
                .ifPresent(upload -> rows.reopen(id)));
    }

    /** A file that was sent to the chat. */
    public Optional<Attachment> sent(UUID id, ContactId contact) {
        return rows.find(id)
                .filter(upload -> upload.contactId().equals(contact) && isSent(upload))
                .map(Upload::file);
    }

    /** A node may have stopped between sending a file and noting that. */
    private boolean isSent(Upload upload) {
        return switch (upload.state()) {
            case ANNOUNCED, UPLOADED -> false;
            case COMPLETING -> isInTranscript(upload);
            case COMPLETED -> true;
        };
    }

    private boolean isInTranscript(Upload upload) {
        TranscriptPage items =
                transcripts.page(upload.contactId(), item -> item.attachment() != null, 0, Integer.MAX_VALUE);
        while (items.hasNext()) {
            Attachment file = items.next().item().attachment();
            if (file != null && file.id().equals(upload.file().id())) return true;
        }
        return false;
    }

    /**
     * Writes the content of a file.
     *
     * @throws ContactRejection if it is removed in the meantime, by a reset
     */
    public void copy(Attachment file, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; written < file.sizeInBytes(); number++) {
            byte[] part = rows.part(file.id(), number).orElseThrow(Attachments::noSuchAttachment);
            out.write(part);
            written += part.length;
        }
    }

    /**
     * Removes the files that were not sent in time.
     *
     * @return how many
     */
    int removeUnfinished(Instant now) {
        int removed = 0;
        while (true) {
            List<Upload> due = rows.due(now, REMOVED_AT_ONCE);
            for (Upload upload : due) {
                if (isSent(upload)) completed(upload.file().id());
                else removed += rows.deleteDue(upload, now);
            }
            if (due.size() < REMOVED_AT_ONCE) return removed;
        }
    }

    private static ContactRejection noSuchAttachment() {
        return new ContactRejection(Kind.INVALID_VALUE, "The participant has no such attachment.");
    }

    private static UUID digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }
}
