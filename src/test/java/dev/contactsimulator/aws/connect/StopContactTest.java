package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.Requests;
import org.junit.jupiter.api.Test;

/** How the request of StopContact is understood. */
class StopContactTest {

    @Test
    void stopping_needs_an_instance_and_a_contact() {
        assertThatThrownBy(() -> Requests.readBody("{}", StopContact.Request::read))
                .hasMessageStartingWith("2 validation errors")
                .hasMessageContainingAll("'/InstanceId'", "'/ContactId'");
    }

    @Test
    void a_reason_is_accepted() {
        assertThat(Requests.readBody(
                        "{\"InstanceId\":\"i\",\"ContactId\":\"c\",\"DisconnectReason\":{\"Code\":\"X\"}}",
                        StopContact.Request::read))
                .isEqualTo(new StopContact.Request(new ContactReference("i", "c")));
    }
}
