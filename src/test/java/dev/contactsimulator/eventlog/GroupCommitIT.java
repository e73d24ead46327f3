package dev.contactsimulator.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One transaction with the commands of several contacts, some of which have lost a race. */
class GroupCommitIT {

    private final TestLog node = TestLog.onNewDatabase();

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_refused_command_leaves_nothing_behind_wherever_it_stands_in_its_group(int refused) throws Exception {
        List<UUID> contacts = node.note("first", "second", "third");
        List<AppendCommand> group = contacts.stream()
                .map(contact -> command(contact, contact.equals(contacts.get(refused)) ? 5 : 1))
                .toList();

        try (AppendConnection connection = AppendConnection.open(node.dataSource()::getConnection)) {
            AppendConnection.Appended appended = connection.append(0, group, true);

            assertThat(appended.refused()).containsExactly(contacts.get(refused));
            assertThat(appended.end().position()).isEqualTo(5);
        }
        assertThat(node.log().read(3, 10))
                .extracting(StoredEvent::contactId, StoredEvent::sequence)
                .containsExactlyElementsOf(group.stream()
                        .filter(command -> !command.contactId().equals(contacts.get(refused)))
                        .map(command -> tuple(command.contactId(), 1))
                        .toList());
    }

    private static AppendCommand command(UUID contact, int sequence) {
        EventCodec codec = new EventCodec(Noted.TYPES);
        return new AppendCommand(
                new Timeline(0, 0),
                List.of(codec.encode(TestLog.event(contact, sequence, "later"))),
                Duration.ofSeconds(10));
    }
}
