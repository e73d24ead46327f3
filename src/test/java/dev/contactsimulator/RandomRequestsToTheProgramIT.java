package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RandomRequests;
import dev.contactsimulator.support.RequestGenerator;
import dev.contactsimulator.support.RunningSimulator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever is sent to the whole program, the response is AWS's JSON and nobody's fault but the caller's. */
class RandomRequestsToTheProgramIT {

    private static final int REQUESTS = Integer.getInteger("simulator.test.requests", 20_000);
    private static final int CONNECTIONS = 8;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void no_request_gets_a_5xx_or_a_response_that_is_not_json(long seed) throws Exception {
        try (RunningSimulator simulator = RunningSimulator.start()) {
            List<String> contactIds = Stream.generate(
                            () -> Customer.of(simulator).says("hello").contactId())
                    .limit(20)
                    .map(Objects::requireNonNull)
                    .toList();
            String instanceId = simulator.bean(Instance.class).id();
            List<RequestGenerator> generators = LongStream.range(0, CONNECTIONS)
                    .mapToObj(n -> new RequestGenerator(seed * CONNECTIONS + n, instanceId, contactIds))
                    .toList();
            RandomRequests.Outcome outcome =
                    RandomRequests.send(simulator.baseUrl().getPort(), REQUESTS, generators);
            LoggerFactory.getLogger(getClass()).info("seed={} responses={}", seed, outcome.responses());
            assertThat(outcome.offences()).isEmpty();
            assertThat(outcome.responses()).containsKeys(200, 400, 404, 410);
            assertThat(outcome.responses().get(200)).isGreaterThan(REQUESTS / 10);
        }
    }
}
