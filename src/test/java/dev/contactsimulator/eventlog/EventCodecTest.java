package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    record OrderId(UUID value) {}

    record Line(String article, int count) {}

    enum Channel {
        WEB,
        PHONE
    }

    record Ordered(
            OrderId orderId,
            Channel channel,
            @Nullable OrderId replaces,
            List<Line> lines,
            Map<String, String> notes,
            Set<String> labels,
            Instant at) {}

    private static final Ordered ORDERED = new Ordered(
            new OrderId(UUID.fromString("6f9619ff-8b86-4011-b42d-00c04fc964ff")),
            Channel.PHONE,
            null,
            List.of(new Line("lamp", 2)),
            inThisOrder("b", "2", "a", "1"),
            new LinkedHashSet<>(List.of("red", "blue")),
            Instant.parse("2026-03-01T10:15:30.000123Z"));

    private static final String ORDERED_JSON =
            "{\"orderId\":\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"channel\":\"PHONE\","
                    + "\"lines\":[{\"article\":\"lamp\",\"count\":2}],\"notes\":{\"a\":\"1\",\"b\":\"2\"},"
                    + "\"labels\":[\"blue\",\"red\"],\"at\":\"2026-03-01T10:15:30.000123Z\"}";

    private final EventCodec codec =
            new EventCodec(EventTypes.of(EventType.of("Ordered", Ordered.class), EventType.of("Noted", Noted.class)));

    @Test
    void equal_events_give_equal_text_in_the_order_of_components_with_keys_and_sets_sorted() {
        assertThat(json(ORDERED)).isEqualTo(ORDERED_JSON);
    }

    @Test
    void reading_gives_the_event_that_was_written() {
        assertThat(codec.decode("Ordered", 1, ORDERED_JSON)).isEqualTo(ORDERED);
    }

    @Test
    void members_that_the_record_does_not_have_are_passed_over_and_absent_ones_are_null() {
        assertThat(codec.decode("Noted", 1, "{\"colour\":\"green\"}")).isEqualTo(new Noted(null));
    }

    @Test
    void text_of_any_characters_is_read_as_it_was_written() {
        for (String text : List.of("grüße", "😀", "\u0000", "\u2028 \u007f", "\"\\/", "\uD83D", "\uDE00\uD83D")) {
            assertThat(codec.decode("Noted", 1, json(new Noted(text)))).isEqualTo(new Noted(text));
        }
    }

    @Test
    void text_is_stored_readable() {
        assertThat(json(new Noted("grüße 😀"))).isEqualTo("{\"text\":\"grüße 😀\"}");
    }

    @Test
    void metadata_is_sorted() {
        EncodedEvent encoded = codec.encode(new NewEvent(
                UUID.randomUUID(),
                0,
                UUID.randomUUID(),
                Instant.EPOCH,
                new Noted("a"),
                inThisOrder("z", "1", "a", "2")));
        assertThat(new String(encoded.metadataJson(), UTF_8)).isEqualTo("{\"a\":\"2\",\"z\":\"1\"}");
        assertThat(codec.decodeMetadata(new String(encoded.metadataJson(), UTF_8)))
                .isEqualTo(Map.of("a", "2", "z", "1"));
    }

    @Test
    void every_earlier_revision_is_read_as_todays_event() {
        EventCodec today = new EventCodec(EventTypes.of(EventType.of("Noted", Noted.class)
                .upcast(renamed("body", "message"))
                .upcast(renamed("message", "text"))));

        assertThat(List.of("body", "message", "text"))
                .extracting(name -> "{\"" + name + "\":\"hello\"}")
                .satisfiesExactly(
                        first -> assertThat(today.decode("Noted", 1, first)).isEqualTo(new Noted("hello")),
                        second -> assertThat(today.decode("Noted", 2, second)).isEqualTo(new Noted("hello")),
                        third -> assertThat(today.decode("Noted", 3, third)).isEqualTo(new Noted("hello")));
        assertThat(today.encode(event(new Noted("hello"))).revision()).isEqualTo(3);
    }

    @Test
    void a_revision_of_the_future_is_not_guessed_at() {
        assertThatIllegalStateException()
                .isThrownBy(() -> codec.decode("Noted", 2, "{}"))
                .withMessageContaining("later version");
    }

    @Test
    void a_type_has_one_name_and_a_name_one_type() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode("Nothing", 1, "{}"));
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.of(EventType.of("A", Noted.class), EventType.of("A", Ordered.class)));
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.of(EventType.of("A", Noted.class), EventType.of("B", Noted.class)));
    }

    private String json(Record payload) {
        return new String(codec.encode(event(payload)).dataJson(), UTF_8);
    }

    private static NewEvent event(Record payload) {
        return new NewEvent(UUID.randomUUID(), 0, UUID.randomUUID(), Instant.EPOCH, payload, Map.of());
    }

    private static UnaryOperator<JsonNode> renamed(String from, String to) {
        return json -> {
            ObjectNode object = (ObjectNode) json;
            object.set(to, object.remove(from));
            return object;
        };
    }

    private static Map<String, String> inThisOrder(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        IntStream.range(0, keysAndValues.length / 2)
                .forEach(i -> map.put(keysAndValues[2 * i], keysAndValues[2 * i + 1]));
        return map;
    }
}
