package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other nodes on the database, which may have sockets of the same participants (NOTIFY). A node that begins to serve a
 * participant asks them; each falls silent for this participant and says how far it has heard. Without a response in
 * time, from a node that hangs, the participant may hear something twice, and loses nothing.
 */
final class OtherNodes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OtherNodes.class);

    /** The name of the connections that listen: each node has one. */
    static final String APPLICATION = "contact-simulator websockets";

    private static final String CHANNEL = "websocket_takeover";

    /** Longer than a node waits for its last items to arrive ({@link ParticipantStream}). */
    private static final Duration RESPONSE = Duration.ofMillis(900);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int NOBODY = -1;

    private static final String ASK = """
            with nodes as (select count(*) - 1 as others from pg_stat_activity
                           where application_name = ? and datname = current_database())
            select others, case when others > 0 then pg_notify(?, ?)::text end from nodes
            """;

    /** Gives up a participant here. */
    interface Release {

        /** @return how far the participant has heard, or empty if it was not served here */
        OptionalLong release(ContactId contact, ParticipantId participant) throws InterruptedException;
    }

    /** Opens a connection under a name. */
    interface Connections {
        Connection open(String application) throws SQLException;
    }

    /** What was asked, until all have responded. */
    private static final class Question {

        private int missing = Integer.MAX_VALUE;
        private int responses;
        private long heard = NOBODY;

        synchronized void expect(int others) {
            missing = others;
            notifyAll();
        }

        synchronized void respond(long position) {
            responses++;
            heard = Math.max(heard, position);
            notifyAll();
        }

        synchronized OptionalLong await(Duration most) throws InterruptedException {
            long deadline = System.nanoTime() + most.toNanos();
            while (responses < missing) {
                long left = deadline - System.nanoTime();
                if (left <= 0) break;
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return heard == NOBODY ? OptionalLong.empty() : OptionalLong.of(heard);
        }
    }

    private final DataSource database;
    private final Connections connections;
    private final UUID self = UUID.randomUUID();
    private final Map<UUID, Question> questions = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("websocket-nodes").daemon().unstarted(this::run);
    private volatile boolean closing;
    private volatile @Nullable Connection current;
    private volatile Release release = (contact, participant) -> OptionalLong.empty();

    /** @param database to ask; @param connections for the one that listens */
    OtherNodes(DataSource database, Connections connections) {
        this.database = database;
        this.connections = connections;
    }

    void start(Release onQuestion) {
        release = onQuestion;
        thread.start();
    }

    /** Has the other nodes give up a participant. @return how far it has heard, if one of them has served it */
    OptionalLong take(ContactId contact, ParticipantId participant) throws InterruptedException {
        UUID id = UUID.randomUUID();
        Question question = new Question();
        questions.put(id, question);
        try {
            int others = send("take " + self + " " + id + " " + contact + " " + participant);
            question.expect(others);
            return question.await(RESPONSE);
        } catch (SQLException unreachable) {
            log.warn("event=websocket-nodes-unreachable reason=\"{}\"", unreachable.getMessage());
            return OptionalLong.empty();
        } finally {
            questions.remove(id);
        }
    }

    /** @return how many others hear it */
    private int send(String message) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ASK)) {
            statement.setString(1, APPLICATION);
            statement.setString(2, CHANNEL);
            statement.setString(3, message);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Math.max(0, row.getInt(1));
            }
        }
    }

    private void run() {
        while (!closing) {
            try (Connection connection = connections.open(APPLICATION);
                    Statement statement = connection.createStatement()) {
                current = connection;
                statement.execute("listen " + CHANNEL);
                listen(connection);
            } catch (SQLException unreachable) {
                log.debug("event=websocket-nodes-unheard reason=\"{}\"", unreachable.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection pg = connection.unwrap(PGConnection.class);
        while (!closing) {
            PGNotification[] heard = pg.getNotifications((int) LOOK.toMillis());
            if (heard == null || heard.length == 0) {
                if (!connection.isValid(2)) throw new SQLException("the connection is broken");
                continue;
            }
            for (PGNotification each : heard) handle(each.getParameter().split(" "));
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stop) {
            closing = true;
        }
    }

    /** Anybody may send a notification, so one that is not understood is not of a node. */
    private void handle(String[] words) {
        try {
            if (words.length == 5 && words[0].equals("take") && !words[1].equals(self.toString())) {
                UUID question = UUID.fromString(words[2]);
                ContactId contact = ContactId.of(words[3]);
                ParticipantId participant = new ParticipantId(UUID.fromString(words[4]));
                Thread.ofVirtual().name("websocket-release").start(() -> respond(question, contact, participant));
            } else if (words.length == 3 && words[0].equals("heard")) {
                Question question = questions.get(UUID.fromString(words[1]));
                if (question != null) question.respond(Long.parseLong(words[2]));
            }
        } catch (IllegalArgumentException notOfANode) {
            log.debug("event=websocket-notification-ignored");
        }
    }

    private void respond(UUID question, ContactId contact, ParticipantId participant) {
        try {
            long heard = release.release(contact, participant).orElse(NOBODY);
            send("heard " + question + " " + heard);
        } catch (SQLException unreachable) {
            log.warn("event=websocket-nodes-unreachable reason=\"{}\"", unreachable.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException, SQLException {
        closing = true;
        thread.interrupt();
        Connection open = current;
        if (open != null) open.abort(Runnable::run);
        thread.join(Duration.ofSeconds(5));
    }
}
