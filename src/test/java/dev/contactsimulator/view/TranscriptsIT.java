package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.view.Chats.Chat;
import dev.contactsimulator.view.TranscriptItem.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TranscriptsIT {

    private static final ViewDatabase database = new ViewDatabase();

    private final Transcripts transcripts = new Transcripts(database.log());
    private final Chats chats = new Chats(System.nanoTime());
    private final Chat chat = chats.chat();
    private final Instant later = Instant.parse("2026-03-02T12:00:01.987654Z");

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    private List<TranscriptItem> items() {
        return items(0, Integer.MAX_VALUE);
    }

    private List<TranscriptItem> items(int from, int limit) {
        List<TranscriptItem> items = new ArrayList<>();
        transcripts.page(chat.id(), item -> true, from, limit).forEachRemaining(items::add);
        return items;
    }

    @Test
    void a_chat_reads_from_the_join_to_the_end() {
        ItemId joined = chats.item();
        ItemId said = chats.item();
        database.append(
                chat.created(),
                chat.joined(joined),
                chat.says(said, "hello", later),
                new ParticipantLeft(chat.id(), chats.item(), chat.customer(), later),
                chat.ended(DisconnectReason.CUSTOMER_DISCONNECT, later));

        List<TranscriptItem> items = items();

        assertThat(items)
                .extracting(entry -> entry.item().contentType())
                .containsExactly(
                        ContentTypes.PARTICIPANT_JOINED,
                        ContentTypes.PLAIN,
                        ContentTypes.PARTICIPANT_LEFT,
                        ContentTypes.CHAT_ENDED);
        assertThat(items.get(1))
                .isEqualTo(new TranscriptItem(
                        new ChatItem(
                                said,
                                chat.id(),
                                Instant.parse("2026-03-02T12:00:01.987Z"),
                                ChatItem.Type.MESSAGE,
                                ContentTypes.PLAIN,
                                "hello",
                                chat.customer(),
                                null,
                                null),
                        List.of()));
        assertThat(items.getFirst().item().content()).isNull();
        assertThat(items.getLast().item().participant()).isNull();
    }

    @Test
    void typing_acknowledgements_and_changes_of_data_are_no_items() {
        database.append(
                chat.created(),
                chat.sends(chats.item(), ContentTypes.TYPING, null, later),
                chat.sends(chats.item(), ContentTypes.CONNECTION_ACKNOWLEDGED, null, later),
                new AttributesUpdated(chat.id(), Map.of("a", "b"), later));

        assertThat(items()).isEmpty();
    }

    @Test
    void receipts_stand_at_the_message_that_they_are_for() {
        ItemId first = chats.item();
        ItemId second = chats.item();
        Instant delivered = Instant.parse("2026-03-02T12:00:02Z");
        Instant read = Instant.parse("2026-03-02T12:00:03Z");
        database.append(
                chat.created(),
                chat.says(first, "one", later),
                chat.says(second, "two", later),
                chat.sends(chats.item(), ContentTypes.MESSAGE_DELIVERED, first, delivered),
                chat.sends(chats.item(), ContentTypes.MESSAGE_READ, first, read),
                chat.sends(chats.item(), ContentTypes.MESSAGE_READ, first, read.plusSeconds(9)));

        List<TranscriptItem> items = items();

        assertThat(items.get(0).receipts())
                .containsExactly(new Receipt(chat.customer().id(), delivered, read));
        assertThat(items.get(1).receipts()).isEmpty();
    }

    @Test
    void a_long_chat_is_read_whole() {
        List<ContactEvent> events = new ArrayList<>(List.of(chat.created()));
        for (int i = 0; i < 2_500; i++) events.add(chat.says(chats.item(), "message " + i, later));
        database.append(database.log(), events);

        assertThat(items())
                .hasSize(2_500)
                .last()
                .extracting(entry -> entry.item().content())
                .isEqualTo("message 2499");
    }

    @Test
    void every_message_of_a_long_chat_has_its_receipts() {
        List<ItemId> said = new ArrayList<>();
        List<ContactEvent> events = new ArrayList<>(List.of(chat.created()));
        for (int i = 0; i < 2_100; i++) {
            said.add(chats.item());
            events.add(chat.says(said.getLast(), "message " + i, later));
        }
        for (ItemId message : said) {
            events.add(chat.sends(chats.item(), ContentTypes.MESSAGE_READ, message, later));
        }
        database.append(database.log(), events);

        assertThat(items())
                .hasSize(2_100)
                .allSatisfy(item -> assertThat(item.receipts()).hasSize(1));
    }

    @Test
    void a_transcript_is_read_a_page_at_a_time() {
        List<ItemId> said = new ArrayList<>();
        List<ContactEvent> events = new ArrayList<>(List.of(chat.created()));
        for (int i = 0; i < 5; i++) {
            said.add(chats.item());
            events.add(chat.says(said.getLast(), "message " + i, later));
            events.add(chat.sends(chats.item(), ContentTypes.TYPING, null, later));
        }
        for (ItemId message : said) {
            events.add(chat.sends(chats.item(), ContentTypes.MESSAGE_READ, message, later));
        }
        database.append(database.log(), events);

        List<ItemId> read = new ArrayList<>();
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            TranscriptPage page = transcripts.page(chat.id(), item -> true, next.getAsInt(), 2);
            page.forEachRemaining(item -> {
                assertThat(item.receipts()).hasSize(1);
                read.add(item.id());
            });
            next = page.following();
        }

        assertThat(read).isEqualTo(said);
    }

    @Test
    void an_unknown_contact_has_no_items() {
        assertThat(items()).isEmpty();
    }
}
