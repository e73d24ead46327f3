package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactReferenceTest {

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
        assertThat(new ContactReference("i", contactId).id()).isEmpty();
    }

    @Test
    void a_contact_id_may_be_in_capitals() {
        assertThat(new ContactReference("i", "0A000000-0000-4000-8000-00000000000F").id())
                .isPresent();
    }
}
