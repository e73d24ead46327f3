package dev.contactsimulator.chat;

import static dev.contactsimulator.contact.ExampleChat.CHAT;
import static dev.contactsimulator.contact.ExampleChat.NUMBER;
import static dev.contactsimulator.contact.ExampleChat.NUMBERING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ExampleChat;
import dev.contactsimulator.contact.ParticipantId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContactNumberingTest {

    private static ContactId first(String source, String destination, @Nullable String subtype) {
        return NUMBERING.contact(0, new ChatName(source, destination, subtype), 1);
    }

    @Test
    void ids_are_shaped_like_random_uuids() {
        IntStream.rangeClosed(1, 1_000)
                .mapToObj(n -> NUMBERING.contact(0, CHAT, n).value())
                .forEach(id -> {
                    assertThat(id.version()).isEqualTo(4);
                    assertThat(id.variant()).isEqualTo(2);
                });
    }

    @Test
    void an_id_never_changes_since_the_logs_of_installations_are_built_on_it() {
        assertThat(NUMBERING.contact(0, CHAT, 1)).hasToString("e5e3f80a-706c-4137-8583-ad15c5af5f0a");
    }

    @Test
    void another_secret_gives_other_ids() {
        ContactNumbering other = new ContactNumbering("another secret".getBytes(UTF_8), 0);
        assertThat(other.contact(0, CHAT, 1)).isNotEqualTo(NUMBERING.contact(0, CHAT, 1));
    }

    @Test
    void every_part_of_the_name_and_the_number_make_a_difference() {
        List<ContactId> ids = Stream.concat(
                        Stream.of(
                                first("+12065550142", NUMBER, "connect:SMS"),
                                first("+12065550143", NUMBER, "connect:SMS"),
                                first("+12065550142", NUMBER + "0", "connect:SMS"),
                                first("+12065550142", NUMBER, "connect:WhatsApp"),
                                first("+12065550142", NUMBER, ""),
                                first("+12065550142", NUMBER, null),
                                first(NUMBER, "+12065550142", null)),
                        IntStream.rangeClosed(2, 300).mapToObj(n -> NUMBERING.contact(0, CHAT, n)))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void where_one_part_ends_and_the_next_begins_makes_a_difference() {
        assertThat(List.of(first("ab", "c", "d"), first("a", "bc", "d"), first("a", "b", "cd"), first("abcd", "", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_customer_of_a_contact_has_an_id_of_its_own_shaped_like_a_random_uuid() {
        UUID customer = ParticipantId.customerOf(ExampleChat.CONTACT).value();
        assertThat(customer.version()).isEqualTo(4);
        assertThat(customer.variant()).isEqualTo(2);
        assertThat(customer).isNotEqualTo(ExampleChat.CONTACT.value());
        assertThat(customer)
                .isNotEqualTo(
                        ParticipantId.customerOf(NUMBERING.contact(0, CHAT, 2)).value());
        assertThat(customer)
                .isEqualTo(ParticipantId.customerOf(ExampleChat.CONTACT).value());
    }
}
