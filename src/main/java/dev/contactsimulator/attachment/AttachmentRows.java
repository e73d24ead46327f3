package dev.contactsimulator.attachment;

import dev.contactsimulator.attachment.Upload.State;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of files. Content is stored in parts, so that no more than one of them is in memory. */
final class AttachmentRows {

    static final List<String> TABLES = List.of("attachment", "attachment_part");

    private static final int PART_BYTES = 512 << 10;

    private static final String SELECT = """
            select id, contact_id, participant_id, name, content_type, size_in_bytes, state, completion from attachment
            """;

    private final JdbcClient database;

    AttachmentRows(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds the upload unless it is there already or its contact has too many that are not completed.
     *
     * @param removeAt when it goes, if it is not completed
     */
    void insert(Upload upload, Instant removeAt, int maxUnfinished) {
        database.sql("""
                        insert into attachment
                            (id, contact_id, participant_id, name, content_type, size_in_bytes, state, remove_at)
                        select :id, :contact, :participant, :name, :contentType, :bytes, :state, :removeAt
                        where (select count(*) from attachment where contact_id = :contact and state <> 'COMPLETED')
                            < :maxUnfinished
                        on conflict do nothing
                        """)
                .param("id", upload.file().id())
                .param("contact", upload.contactId().value())
                .param("participant", upload.participantId().value())
                .param("name", upload.file().name())
                .param("contentType", upload.file().contentType())
                .param("bytes", upload.sizeInBytes())
                .param("state", upload.state().name())
                .param("removeAt", removeAt.atOffset(ZoneOffset.UTC))
                .param("maxUnfinished", maxUnfinished)
                .update();
    }

    Optional<Upload> find(UUID id) {
        return database.sql(SELECT + " where id = ?")
                .param(id)
                .query(AttachmentRows::upload)
                .optional();
    }

    /** Within a transaction, at whose end others may change it again. */
    Optional<Upload> lock(UUID id) {
        return database.sql(SELECT + " where id = ? for update")
                .param(id)
                .query(AttachmentRows::upload)
                .optional();
    }

    /** The first uploads, in the order in which they are due, that go unless they were sent. */
    List<Upload> due(Instant now, int limit) {
        return database.sql(SELECT + " where remove_at <= ? order by remove_at limit ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query(AttachmentRows::upload)
                .list();
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                new Attachment(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("content_type"),
                        row.getInt("size_in_bytes")),
                new ContactId(row.getObject("contact_id", UUID.class)),
                new ParticipantId(row.getObject("participant_id", UUID.class)),
                State.valueOf(row.getString("state")),
                row.getObject("completion", UUID.class));
    }

    /** @param removeAt null to keep it */
    void setState(UUID id, State state, @Nullable UUID completion, @Nullable Instant removeAt) {
        database.sql("""
                        update attachment
                        set state = :state, completion = :completion, remove_at = cast(:removeAt as timestamptz)
                        where id = :id
                        """)
                .param("state", state.name())
                .param("completion", completion)
                .param("removeAt", removeAt == null ? null : removeAt.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** It goes when it was to go at its completion. */
    void reopen(UUID id) {
        database.sql("update attachment set state = 'UPLOADED', completion = null where id = ?")
                .param(id)
                .update();
    }

    /** Within a transaction. */
    void replaceContent(UUID id, InputStream content) throws IOException {
        database.sql("delete from attachment_part where attachment_id = ?")
                .param(id)
                .update();
        int number = 0;
        for (byte[] part = content.readNBytes(PART_BYTES); part.length > 0; part = content.readNBytes(PART_BYTES)) {
            database.sql("insert into attachment_part (attachment_id, number, content) values (?, ?, ?)")
                    .param(id)
                    .param(number++)
                    .param(part)
                    .update();
        }
        database.sql("update attachment set state = 'UPLOADED' where id = ?")
                .param(id)
                .update();
    }

    /** The part of the content with a number, from 0; empty after the last one. */
    Optional<byte[]> part(UUID id, int number) {
        return database.sql("select content from attachment_part where attachment_id = ? and number = ?")
                .param(id)
                .param(number)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    /** With its content, unless another one has changed it in the meantime. */
    int deleteDue(Upload upload, Instant now) {
        return database.sql("delete from attachment where id = ? and remove_at <= ? and state = ?")
                .param(upload.file().id())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(upload.state().name())
                .update();
    }
}
