package dev.contactsimulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.view.Chats;
import dev.contactsimulator.view.Chats.Chat;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactView;
import dev.contactsimulator.view.ViewDatabase;
import dev.contactsimulator.view.ViewJpa;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class ChatExpiryIT {

    private static final Duration DAY_AND_HOUR = Duration.ofHours(25);
    private static final ViewDatabase database = new ViewDatabase();
    private static ContactView view;
    private static ConfigurableApplicationContext jpa;

    private final Chats chats = new Chats(9);
    private final Moved clock = new Moved(Chats.NOON);
    private final Ending contacts = new Ending();
    private final AtomicLong nanoTime = new AtomicLong();
    private final ChatExpiry expiry =
            new ChatExpiry(ChatExpiryIT::firstToExpire, contacts, clock, () -> "request-1", nanoTime::get);

    @BeforeAll
    static void start() {
        view = new ContactView(database.log(), database.pool(), Duration.ofMillis(100), Duration.ofSeconds(10));
        view.start();
        jpa = ViewJpa.start(database, view);
    }

    @AfterAll
    static void stop() throws Exception {
        view.close();
        jpa.close();
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.reset();
    }

    @Test
    void chats_end_at_their_time_the_oldest_first() {
        Chat older = begin(Chats.NOON);
        Chat newer = begin(Chats.NOON.plusSeconds(60));
        Chat longer = begin(Chats.NOON.plusSeconds(3_600));
        clock.now = Chats.NOON.plus(DAY_AND_HOUR).plusSeconds(60);

        assertThat(expiry.expireDue()).isEqualTo(2);
        assertThat(contacts.expired).containsExactly(older.id(), newer.id());
        assertThat(contacts.expired).doesNotContain(longer.id());
        assertThat(contacts.cause).isEqualTo(RequestContext.ofSimulator("request-1", "ChatExpiry"));
    }

    @Test
    void nothing_is_due_a_microsecond_before() {
        begin(Chats.NOON);
        clock.now = Chats.NOON.plus(DAY_AND_HOUR).minusNanos(1_000);

        assertThat(expiry.expireDue()).isZero();
    }

    @Test
    void a_chat_that_has_ended_does_not_expire() {
        Chat chat = begin(Chats.NOON);
        database.append(chat.ended(DisconnectReason.API, Chats.NOON));
        clock.now = Chats.NOON.plus(DAY_AND_HOUR);

        assertThat(expiry.expireDue()).isZero();
    }

    @Test
    void many_due_chats_all_end() {
        List<ContactId> begun = new ArrayList<>();
        for (int i = 0; i < 230; i++) begun.add(begin(Chats.NOON.plusSeconds(i)).id());
        clock.now = Chats.NOON.plus(Duration.ofDays(2));

        assertThat(expiry.expireDue()).isEqualTo(230);
        assertThat(contacts.expired).containsExactlyElementsOf(begun);
    }

    @Test
    void a_chat_that_cannot_be_loaded_does_not_keep_others_from_ending() {
        List<ContactId> broken = new ArrayList<>();
        for (int i = 0; i < 5; i++) broken.add(begin(Chats.NOON.plusSeconds(i)).id());
        contacts.broken.addAll(broken);
        ContactId whole = begin(Chats.NOON.plusSeconds(60)).id();
        clock.now = Chats.NOON.plus(Duration.ofDays(2));

        assertThat(expiry.expireDue()).isEqualTo(1);
        assertThat(contacts.expired).containsExactly(whole);
    }

    @Test
    void a_chat_whose_expiry_failed_is_tried_again_after_a_minute() {
        ContactId chat = begin(Chats.NOON).id();
        contacts.broken.add(chat);
        clock.now = Chats.NOON.plus(Duration.ofDays(2));
        expiry.expireDue();
        contacts.broken.clear();

        assertThat(expiry.expireDue()).isZero();
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(expiry.expireDue()).isEqualTo(1);
    }

    @Test
    void when_no_chat_can_end_the_round_is_given_up_and_the_next_begins_with_others() {
        List<ContactId> begun = new ArrayList<>();
        for (int i = 0; i < 12; i++) begun.add(begin(Chats.NOON.plusSeconds(i)).id());
        contacts.broken.addAll(begun.subList(0, 10));
        clock.now = Chats.NOON.plus(Duration.ofDays(2));

        assertThatThrownBy(expiry::expireDue).hasMessage("cannot be loaded");
        assertThat(expiry.expireDue()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_moved_is_noticed() {
        try (expiry) {
            expiry.start();
            Chat chat = begin(Chats.NOON);
            clock.now = Chats.NOON.plus(DAY_AND_HOUR);

            await().until(() -> contacts.expired.contains(chat.id()));
        }
    }

    private static List<ActiveChats.Expiring> firstToExpire(int limit) {
        return jpa.getBean(ContactQueries.class).firstDue(limit).stream()
                .map(contact -> new ActiveChats.Expiring(
                        contact.contactId(), contact.origin().expiresAt()))
                .toList();
    }

    private Chat begin(Instant at) {
        Chat chat = chats.chatAt(at);
        database.append(chat.created());
        contacts.open.put(chat.id(), chat);
        return chat;
    }

    /** Contacts that end when they are told to. */
    private static final class Ending implements Contacts {

        final Map<ContactId, Chat> open = new ConcurrentHashMap<>();
        final Set<ContactId> broken = ConcurrentHashMap.newKeySet();
        final List<ContactId> expired = new CopyOnWriteArrayList<>();
        volatile RequestContext cause;

        @Override
        public Optional<Outcome> send(ContactCommand command, RequestContext why) {
            Chat chat = open.get(((ExpireContact) command).contactId());
            if (broken.contains(chat.id())) throw new IllegalStateException("cannot be loaded");
            database.append(chat.ended(DisconnectReason.EXPIRED, chat.at().plus(DAY_AND_HOUR)));
            expired.add(chat.id());
            cause = why;
            return Optional.of(new Outcome.Handled(null));
        }
    }

    private static final class Moved extends Clock {

        volatile Instant now;

        Moved(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
