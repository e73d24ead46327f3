package dev.contactsimulator.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.control.Reset;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.FlowAssociationResourceType;

class SeedIT {

    private static final UUID SALES = UUID.fromString("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    private static final String STRICT = "simulator.connect.strict-destinations=true";

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @TempDir
    private Path directory;

    private String seed() throws IOException {
        return "simulator.seed="
                + Files.writeString(directory.resolve("seed.yml"), """
                instances:
                  - {alias: sales, id: %s}
                flows:
                  - {name: Inbound, instance: sales, content: '{"Actions": []}'}
                associations:
                  - {resource-id: "%s", instance: sales, flow: Inbound}
                """.formatted(SALES, Customer.DESTINATION));
    }

    private static void assertSeeded(RunningSimulator node) {
        String contact = Customer.of(node).says("hello").contactId();
        try (ConnectClient connect = node.connectClient()) {
            assertThat(connect.describeContact(request ->
                                    request.instanceId(SALES.toString()).contactId(contact))
                            .contact()
                            .arn())
                    .contains(SALES.toString());
        }
    }

    @Test
    void a_seed_is_there_after_a_start_after_each_reset_and_on_a_node_that_has_none() throws IOException {
        try (RunningSimulator node = RunningSimulator.start(database, seed(), STRICT)) {
            assertSeeded(node);
            for (int round = 0; round < 3; round++) {
                node.bean(Reset.class).run();
                assertSeeded(node);
            }
            try (RunningSimulator other = RunningSimulator.start(database, STRICT)) {
                assertSeeded(other);
            }
        }
    }

    @Test
    void a_start_gives_what_the_seed_names_its_values_back_and_leaves_the_rest() throws IOException {
        try (RunningSimulator node = RunningSimulator.start(database, seed(), STRICT);
                ConnectClient connect = node.connectClient()) {
            String other = connect.createContactFlow(request -> request.instanceId(SALES.toString())
                            .name("Other")
                            .type(ContactFlowType.CONTACT_FLOW)
                            .content("{}"))
                    .contactFlowId();
            connect.associateFlow(request -> request.instanceId(SALES.toString())
                    .resourceId(Customer.DESTINATION)
                    .resourceType(FlowAssociationResourceType.SMS_PHONE_NUMBER)
                    .flowId(other));
        }
        try (RunningSimulator node = RunningSimulator.start(database, seed(), STRICT)) {
            SetupState state = node.bean(Setup.class).current();
            UUID inbound = state.flowWithName(SALES, "Inbound").orElseThrow().id();
            assertThat(state.flowWithName(SALES, "Other")).isPresent();
            assertThat(state.binding(Customer.DESTINATION)).contains(new Binding(SALES, inbound));
        }
    }

    @Test
    void a_name_that_is_taken_under_another_id_fails_the_start() throws IOException {
        try (RunningSimulator node = RunningSimulator.start(database);
                ConnectClient connect = node.connectClient()) {
            connect.createInstance(request -> request.instanceAlias("sales")
                    .identityManagementType("SAML")
                    .inboundCallsEnabled(true)
                    .outboundCallsEnabled(true));
        }
        assertThatThrownBy(() -> RunningSimulator.start(database, seed()))
                .satisfies(failure -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                        .isInstanceOf(InvalidSeed.class)
                        .hasMessageContaining("seed.yml, line 2: this is set up already, with the id "));
    }
}
