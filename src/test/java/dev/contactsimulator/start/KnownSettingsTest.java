package dev.contactsimulator.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

    private final KnownSettings known = KnownSettings.ofThisProgram();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulator.data-dir",
                "simulator.dataDir",
                "simulator.http.hosts[0]",
                "simulator.connect.destinations[0].id",
                "simulator.connect.destinations[1].phone-number",
                "simulator.ceiling-route",
                "simulator.throttling.operations.SearchContacts",
                "SIMULATOR_THROTTLING_OPERATIONS_SEARCHCONTACTS",
                "SIMULATOR_DATA_DIR",
                "SIMULATOR_DATADIR",
                "SIMULATOR_CONNECT_DESTINATIONS_0_PHONENUMBER",
                "server.prot",
                "SIMULATORS"
            })
    void a_setting_is_known_in_every_form_that_spring_boot_takes_and_others_are_not_looked_at(String name) {
        assertThatCode(() -> known.require(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulator.data.dir",
                "simulator.data-dri",
                "simulator.connect.destinations[0].number",
                "simulator.throttling.operation.SearchContacts",
                "simulator.throttling.operations.SearchContacts.rate",
                "SIMULATOR_DATA_DRI"
            })
    void a_name_under_simulator_that_is_none_of_a_setting_is_refused(String name) {
        assertThatThrownBy(() -> known.require(name))
                .isInstanceOf(UnknownSetting.class)
                .hasMessageContaining(name);
    }
}
