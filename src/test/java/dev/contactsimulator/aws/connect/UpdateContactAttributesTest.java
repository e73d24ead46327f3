package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Requests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the request of UpdateContactAttributes is understood. */
class UpdateContactAttributesTest {

    private static Map<String, String> attributes(String member) {
        return Requests.readBody(
                        "{\"InstanceId\":\"i\",\"InitialContactId\":\"c\"" + member + "}",
                        UpdateContactAttributes.Request::read)
                .attributes();
    }

    @Test
    void attributes_may_be_none_but_not_absent() {
        assertThat(attributes(",\"Attributes\":{}")).isEmpty();
        assertThatThrownBy(() -> attributes("")).hasMessageContaining("'/Attributes'");
        assertThatThrownBy(() -> attributes(",\"Attributes\":null")).hasMessageContaining("'/Attributes'");
    }

    @Test
    void an_attribute_without_a_value_is_not_passed_over() {
        assertThatThrownBy(() -> attributes(",\"Attributes\":{\"plan\":null}"))
                .isInstanceOfSatisfying(
                        AwsException.class, error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION))
                .hasMessage("Value at '/Attributes' is not a map of strings.");
    }
}
