package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ItemIdTest {

    private static final ContactId OTHER = ExampleChat.NUMBERING.contact(0, ExampleChat.CHAT, 2);

    /** As RFC 9562 draws it and as AWS's clients compare it: the text, from left to right. */
    private static final Comparator<ItemId> BY_TEXT = Comparator.comparing(ItemId::toString);

    @Test
    void is_a_uuid_of_version_7() {
        UUID id = ItemId.of(CONTACT, 2, START).value();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void carries_the_time_of_the_item_to_the_millisecond() {
        assertThat(ItemId.of(CONTACT, 2, START).value().getMostSignificantBits() >>> 16)
                .isEqualTo(START.toEpochMilli());
    }

    @Test
    void the_same_item_has_the_same_id_each_time() {
        assertThat(ItemId.of(CONTACT, 2, START)).isEqualTo(ItemId.of(CONTACT, 2, START));
    }

    @Test
    void items_of_one_millisecond_sort_by_sequence() {
        List<ItemId> ids = IntStream.range(0, 20_000)
                .mapToObj(n -> ItemId.of(CONTACT, n, START))
                .toList();
        assertThat(ids).isSortedAccordingTo(BY_TEXT);
    }

    @Test
    void items_of_different_milliseconds_sort_by_time() {
        assertThat(BY_TEXT.compare(ItemId.of(CONTACT, 9_999, START), ItemId.of(CONTACT, 3, START.plusMillis(1))))
                .isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 1_048_575, 1_048_576, Integer.MAX_VALUE})
    void gives_the_sequence_back_and_is_recognised_by_its_contact_only(int sequence) {
        ItemId id = ItemId.of(CONTACT, sequence, START);
        assertThat(id.sequence()).isEqualTo(sequence);
        assertThat(id.belongsTo(CONTACT)).isTrue();
        assertThat(id.belongsTo(OTHER)).isFalse();
    }

    @Test
    void no_two_items_share_an_id() {
        Set<ItemId> ids = new HashSet<>();
        for (int n = 0; n < 10_000; n++) {
            assertThat(ids.add(ItemId.of(CONTACT, n, START))).isTrue();
            assertThat(ids.add(ItemId.of(OTHER, n, START))).isTrue();
        }
    }

    @Test
    void survives_being_written_and_read() {
        ItemId id = ItemId.of(CONTACT, 7, START);
        assertThat(ItemId.of(id.toString())).isEqualTo(id);
    }

    @Test
    void ids_that_are_not_ours_belong_to_no_contact() {
        Random random = new Random(20260302);
        for (int n = 0; n < 100_000; n++) {
            long high = random.nextLong() & ~0xF000L | 0x7000L;
            long low = random.nextLong() & ~(3L << 62) | 1L << 63;
            assertThat(new ItemId(new UUID(high, low)).belongsTo(CONTACT)).isFalse();
        }
    }
}
