package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.aws.protocol.HttpServer;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.chat.ChatRouter;
import dev.contactsimulator.chat.ContactNumbering;
import dev.contactsimulator.chat.CurrentContact;
import dev.contactsimulator.chat.CurrentContacts;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.MessageLimits;
import dev.contactsimulator.engine.AxonContacts;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.setup.OwnInstance;
import dev.contactsimulator.setup.SetupState;
import dev.contactsimulator.support.RandomRequests;
import dev.contactsimulator.support.RequestGenerator;
import dev.contactsimulator.support.SharedLog;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Every request gets AWS's JSON and never a server error. Contacts here accept every command. */
class RandomRequestsTest {

    private static final String INSTANCE = "11111111-2222-4333-8444-555555555555";
    private static final int REQUESTS = 4_000;

    private static HttpServer server;

    @BeforeAll
    static void start() {
        ContactNumbering numbering = new ContactNumbering(new byte[32], 0);
        SharedLog log = new SharedLog();
        AxonContacts contacts = new AxonContacts(log, log.timelines(), DataSize.ofMegabytes(8));
        CurrentContacts first = new CurrentContacts() {
            @Override
            public CurrentContact of(ChatName chat) {
                return new CurrentContact(new Timeline(0, 0), 1, numbering.contact(0, chat, 1));
            }

            @Override
            public void advance(ChatName chat, CurrentContact current) {}
        };
        Instance instance = new Instance(new AwsSettings("us-east-1", "111122223333"), INSTANCE);
        SetupState nothing =
                SetupState.empty(new OwnInstance(UUID.fromString(INSTANCE), new UUID(4, 1), Instant.EPOCH));
        ConnectSettings settings = new ConnectSettings(false, false, List.of(), MessageLimits.SERVICE_MODEL, Set.of());
        ContactCommands commands = new ContactCommands(
                contacts,
                new ContactChains(contacts, further -> Optional.empty()),
                new Instances(instance, () -> nothing),
                id -> Optional.of(INSTANCE),
                Clock.systemUTC());
        List<Operation> operations = List.of(
                new SendChatIntegrationEvent(
                        new ChatRouter(contacts, contacts, numbering, first),
                        new ConfiguredDestinations(instance, new UUID(4, 1), settings, () -> nothing, () -> nothing),
                        settings,
                        Clock.systemUTC()),
                new StopContact(commands),
                new UpdateContactAttributes(commands),
                new TagContact(commands),
                new UntagContact(commands));
        List<Route> routes = operations.stream().map(Operation::route).toList();
        server = HttpServer.start(routes, Map.of(), new ConnectErrorMapping());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20261122)
    void no_request_gets_a_5xx_or_a_response_that_is_not_json(long seed) throws Exception {
        List<String> contactIds = List.of(new UUID(4, 2).toString());
        List<RequestGenerator> generators = LongStream.range(0, 4)
                .mapToObj(n -> new RequestGenerator(seed + n, INSTANCE, contactIds))
                .toList();
        RandomRequests.Outcome outcome = RandomRequests.send(server.port(), REQUESTS, generators);
        LoggerFactory.getLogger(getClass()).info("seed={} responses={}", seed, outcome.responses());
        assertThat(outcome.offences()).isEmpty();
        assertThat(outcome.responses().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(REQUESTS);
        assertThat(outcome.responses()).containsKeys(200, 400, 404);
    }
}
