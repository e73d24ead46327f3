package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.view.Chats.Chat;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.Handling.Agent;
import dev.contactsimulator.view.Handling.Messages;
import dev.contactsimulator.view.Handling.Queue;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactProjectionTest {

    private final Chats chats = new Chats(1);
    private final Chat chat = chats.chat();
    private final Instant later = Chats.NOON.plusSeconds(60);

    @Test
    void a_created_contact_is_active_and_not_yet_connected() {
        ContactRow row = fold(chat.created(Map.of("vip", "yes")));

        assertThat(row.isActive()).isTrue();
        assertThat(row.connectedAt()).isNull();
        assertThat(row.origin().initiatedAt()).isEqualTo(Chats.NOON);
        assertThat(row.attributes()).containsExactly(Map.entry("vip", "yes"));
    }

    @Test
    void it_is_connected_when_its_customer_joins() {
        assertThat(fold(chat.created(), chat.joined(chats.item())).connectedAt())
                .isEqualTo(Chats.NOON);
    }

    @Test
    void the_length_of_messages_is_in_code_points() {
        ContactRow row =
                fold(chat.created(), chat.says(chats.item(), "é😀!", later), chat.says(chats.item(), "ab", later));

        assertThat(row.metrics()).isEqualTo(new Metrics(2, 2, 5, later));
    }

    @Test
    void messages_of_a_bot_are_not_the_customers() {
        var bot = new Participant(new ParticipantId(chats.uuid()), ParticipantRole.CUSTOM_BOT, "Bot");
        var message = new MessageSent(
                chat.id(), chats.item(), bot, new MessageContent(ContentTypes.PLAIN, "How may I help?"), later);

        assertThat(fold(chat.created(), message).metrics()).isEqualTo(new Metrics(1, 0, 0, null));
    }

    @Test
    void typing_changes_nothing_that_can_be_queried() {
        ContactRow before = fold(chat.created());

        ContactRow after =
                ContactProjection.apply(before, chat.sends(chats.item(), ContentTypes.TYPING, null, later), 9);

        assertThat(after).isSameAs(before);
    }

    @Test
    void attributes_are_merged_by_key() {
        ContactRow row = fold(
                chat.created(Map.of("a", "1", "b", "2")),
                new AttributesUpdated(chat.id(), Map.of("b", "", "c", "3"), later));

        assertThat(row.attributes()).isEqualTo(Map.of("a", "1", "b", "", "c", "3"));
        assertThat(row.lastUpdateAt()).isEqualTo(later);
    }

    @Test
    void tags_come_and_go() {
        ContactRow row = fold(
                chat.created(),
                new ContactTagged(chat.id(), Map.of("a", "1", "b", "2"), later),
                new ContactUntagged(chat.id(), Set.of("a", "unknown"), later));

        assertThat(row.tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void the_end_has_a_time_and_a_reason() {
        ContactRow row = fold(chat.created(), chat.ended(DisconnectReason.API, later));

        assertThat(row.end()).isEqualTo(new End(later, DisconnectReason.API));
        assertThat(row.isActive()).isFalse();
    }

    @Test
    void a_chat_without_a_subtype_is_named_after_its_destination() {
        Chat sms = chats.chat(new ChatName("+12065550142", Chats.DESTINATION, null), Chats.NOON);
        Chat other = chats.chat(new ChatName("somebody", "somewhere", null), Chats.NOON);

        assertThat(fold(sms.created()).origin().segmentAttributes()).containsEntry("connect:Subtype", "connect:SMS");
        assertThat(fold(other.created()).origin().segmentAttributes()).containsEntry("connect:Subtype", "connect:Chat");
    }

    @Test
    void a_row_remembers_the_position_of_its_last_change() {
        assertThat(fold(chat.created(), chat.joined(chats.item())).position()).isEqualTo(2);
    }

    @Test
    void a_contact_that_does_not_begin_with_its_creation_is_refused() {
        assertThatThrownBy(() -> fold(chat.says(chats.item(), "hello", later)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_row_has_what_agents_and_bots_said() {
        var bot = new Participant(new ParticipantId(chats.uuid()), ParticipantRole.CUSTOM_BOT, "Bot");
        var agent = new Participant(new ParticipantId(chats.uuid()), ParticipantRole.AGENT, "Ann");

        ContactRow row = fold(
                chat.created(),
                new ContactQueued(chat.id(), chat.id(), "queue-1", Chats.NOON),
                new MessageSent(chat.id(), chats.item(), bot, new MessageContent(ContentTypes.PLAIN, "é😀!"), later),
                new AgentConnected(chat.id(), chat.id(), agent, "agent-1", null, later),
                new MessageSent(chat.id(), chats.item(), agent, new MessageContent(ContentTypes.PLAIN, "hi"), later));

        assertThat(row.handling())
                .isEqualTo(new Handling(
                        new Queue("queue-1", Chats.NOON),
                        new Agent("agent-1", later),
                        new Messages(1, 2, later, later),
                        new Messages(1, 3, later, later)));
    }

    private static ContactRow fold(ContactEvent... events) {
        ContactRow row = null;
        long position = 0;
        for (ContactEvent event : events) row = ContactProjection.apply(row, event, ++position);
        return row;
    }
}
