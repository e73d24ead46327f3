package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Requests;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How the request of TagContact is understood. */
class TagContactTest {

    private static Map<String, String> tags(Map<String, String> tags) {
        Map<String, Object> request = Map.of("InstanceId", "i", "ContactId", "c", "Tags", tags);
        return Requests.readBody(JsonMapper.shared().writeValueAsString(request), TagContact.Request::read)
                .tags();
    }

    private static void assertRefused(Map<String, String> tags) {
        assertThatThrownBy(() -> tags(tags)).isInstanceOfSatisfying(AwsException.class, error -> {
            assertThat(error.type()).isEqualTo(ErrorType.INVALID_PARAMETER);
            assertThat(error).message().contains("'/Tags'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "9", "a:b/c_d.e-f", "+", ",", ";", "<", "=", "AWS:x", "xaws:", "Aws:"})
    void a_tag_key_matches_the_pattern_literally(String key) {
        assertThat(tags(Map.of(key, ""))).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "?", "aws:x", "aws:", "\u00fc", ">", "*", "(", "a\n"})
    void any_other_tag_key_is_refused(String key) {
        assertRefused(Map.of(key, ""));
    }

    @Test
    void tags_have_lengths_and_are_one_to_six() {
        assertThat(tags(Map.of("k".repeat(128), "v".repeat(256)))).hasSize(1);
        assertRefused(Map.of("k".repeat(129), ""));
        assertRefused(Map.of("k", "v".repeat(257)));
        assertRefused(Map.of());
        Map<String, String> seven = IntStream.range(0, 7).boxed().collect(Collectors.toMap(n -> "k" + n, n -> ""));
        assertRefused(seven);
        seven.remove("k0");
        assertThat(tags(seven)).hasSize(6);
    }

    @Test
    void a_tag_without_a_value_is_not_passed_over() {
        Map<String, String> tags = new HashMap<>();
        tags.put("k", null);
        tags.put("l", "v".repeat(257));
        assertThatThrownBy(() -> tags(tags))
                .isInstanceOfSatisfying(
                        AwsException.class, error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION));
    }

    @Test
    void a_message_does_not_repeat_a_tag() {
        assertThatThrownBy(() -> tags(Map.of("secret@", "secret"))).message().doesNotContain("secret");
    }
}
