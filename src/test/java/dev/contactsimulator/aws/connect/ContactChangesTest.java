package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.ContactChanges.StopContactRequest;
import dev.contactsimulator.aws.connect.ContactChanges.TagContactRequest;
import dev.contactsimulator.aws.connect.ContactChanges.UntagContactRequest;
import dev.contactsimulator.aws.connect.ContactChanges.UpdateContactAttributesRequest;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Requests;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How the requests are understood that change a contact. */
class ContactChangesTest {

    private static TagContactRequest tag(Map<String, String> tags) {
        Map<String, Object> request = Map.of("InstanceId", "i", "ContactId", "c", "Tags", tags);
        return Requests.readBody(JsonMapper.shared().writeValueAsString(request), TagContactRequest::read);
    }

    private static void assertRefused(ThrowingCallable reading, String path) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(AwsException.class, error -> {
            assertThat(error.type()).isEqualTo(ErrorType.INVALID_PARAMETER);
            assertThat(error).message().contains("'" + path + "'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "9", "a:b/c_d.e-f", "+", ",", ";", "<", "=", "AWS:x", "xaws:", "Aws:"})
    void a_tag_key_is_what_the_pattern_says_by_the_letter(String key) {
        assertThat(tag(Map.of(key, "")).tags()).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "?", "aws:x", "aws:", "\u00fc", ">", "*", "(", "a\n"})
    void any_other_tag_key_is_refused(String key) {
        assertRefused(() -> tag(Map.of(key, "")), "/Tags");
    }

    @Test
    void tags_have_lengths_and_are_one_to_six() {
        assertThat(tag(Map.of("k".repeat(128), "v".repeat(256))).tags()).hasSize(1);
        assertRefused(() -> tag(Map.of("k".repeat(129), "")), "/Tags");
        assertRefused(() -> tag(Map.of("k", "v".repeat(257))), "/Tags");
        assertRefused(() -> tag(Map.of()), "/Tags");
        Map<String, String> seven = IntStream.range(0, 7).boxed().collect(Collectors.toMap(n -> "k" + n, n -> ""));
        assertRefused(() -> tag(seven), "/Tags");
        seven.remove("k0");
        assertThat(tag(seven).tags()).hasSize(6);
    }

    @Test
    void a_message_does_not_repeat_a_tag() {
        assertThatThrownBy(() -> tag(Map.of("secret@", "secret"))).message().doesNotContain("secret");
    }

    @Test
    void tag_keys_to_remove_are_query_parameters() {
        Map<String, String> labels = Map.of("InstanceId", "arn%3Aaws%2Fi", "ContactId", "c");
        UntagContactRequest request =
                Requests.read(labels, "TagKeys=a&TagKeys=b%3Ac&TagKeys=a", "", UntagContactRequest::read);
        assertThat(request).isEqualTo(new UntagContactRequest("arn:aws/i", "c", Set.of("a", "b:c")));
        assertRefused(() -> Requests.read(labels, "", "", UntagContactRequest::read), "/TagKeys");
        assertRefused(() -> Requests.read(labels, "TagKeys=aws%3Ax", "", UntagContactRequest::read), "/TagKeys/1");
        assertRefused(() -> Requests.read(labels, "TagKeys=a&".repeat(7), "", UntagContactRequest::read), "/TagKeys");
    }

    @Test
    void stopping_needs_an_instance_and_a_contact() {
        assertThatThrownBy(() -> Requests.readBody("{}", StopContactRequest::read))
                .hasMessageStartingWith("2 validation errors")
                .hasMessageContainingAll("'/InstanceId'", "'/ContactId'");
        assertThat(Requests.readBody(
                        "{\"InstanceId\":\"i\",\"ContactId\":\"c\",\"DisconnectReason\":{\"Code\":\"X\"}}",
                        StopContactRequest::read))
                .isEqualTo(new StopContactRequest("i", "c"));
    }

    @Test
    void attributes_may_be_none_but_not_absent() {
        String contact = "{\"InstanceId\":\"i\",\"InitialContactId\":\"c\"";
        assertThat(Requests.readBody(contact + ",\"Attributes\":{}}", UpdateContactAttributesRequest::read)
                        .attributes())
                .isEmpty();
        assertRefused(() -> Requests.readBody(contact + "}", UpdateContactAttributesRequest::read), "/Attributes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c",
                "1-1-1-1-1",
                "00000000-0000-0000-0000-00000000000",
                "00000000-0000-0000-0000-00000000000g",
                "00000000-0000-0000-0000-0000000000000",
                "0000000-00000-0000-0000-000000000000"
            })
    void what_is_no_uuid_names_no_contact(String contactId) {
        assertThat(ContactMembers.contactId(contactId)).isEmpty();
    }

    @Test
    void a_contact_id_may_be_in_capitals() {
        assertThat(ContactMembers.contactId("0A000000-0000-4000-8000-00000000000F"))
                .isPresent();
    }
}
