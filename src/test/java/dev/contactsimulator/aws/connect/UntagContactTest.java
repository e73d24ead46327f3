package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.Requests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the request of UntagContact is understood. */
class UntagContactTest {

    private static UntagContact.Request read(String query) {
        return Requests.read(
                Map.of("InstanceId", "arn%3Aaws%2Fi", "ContactId", "c"), query, "", UntagContact.Request::read);
    }

    @Test
    void tag_keys_to_remove_are_query_parameters() {
        assertThat(read("TagKeys=a&TagKeys=b%3Ac&TagKeys=a"))
                .isEqualTo(new UntagContact.Request(new ContactReference("arn:aws/i", "c"), Set.of("a", "b:c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "TagKeys=a&TagKeys=a&TagKeys=a&TagKeys=a&TagKeys=a&TagKeys=a&TagKeys=a", "TagKeys=aws:x"})
    void one_to_six_keys_that_users_may_use_are_required(String query) {
        assertThatThrownBy(() -> read(query)).isInstanceOf(AwsException.class).hasMessageContaining("'/TagKeys");
    }
}
