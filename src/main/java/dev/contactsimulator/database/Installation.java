package dev.contactsimulator.database;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an installation generates at its first start and keeps across resets. All nodes on one database are
 * one installation.
 *
 * @param secret 32 bytes, from which the ids of contacts are derived
 * @param unnumberedEpoch the epoch of the log whose chats have contact ids that are derived without its number
 */
public record Installation(UUID instanceId, UUID flowId, byte[] secret, int unnumberedEpoch, Instant createdAt) {

    static Installation of(JdbcClient database) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        database.sql("""
                        insert into installation (instance_id, flow_id, secret, created_at)
                        values (:instance, :flow, :secret, now())
                        on conflict do nothing
                        """)
                .param("instance", UUID.randomUUID())
                .param("flow", UUID.randomUUID())
                .param("secret", secret)
                .update();
        return database.sql("select instance_id, flow_id, secret, unnumbered_epoch, created_at from installation")
                .query((row, number) -> new Installation(
                        row.getObject("instance_id", UUID.class),
                        row.getObject("flow_id", UUID.class),
                        row.getBytes("secret"),
                        row.getInt("unnumbered_epoch"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .single();
    }
}
