package dev.contactsimulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.FakeSns;
import dev.contactsimulator.support.ProgramProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The program is killed while it delivers, and the endpoint fails now and then. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledProgramIT {

    private static final int CHATS = 8;
    private static final int MESSAGES = 60;
    private static final int KILLS = 3;

    @Test
    void no_item_is_lost_or_overtaken_when_the_program_is_killed(@TempDir Path directory) throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (FakeSns sns = new FakeSns();
                ProgramProcess program = new ProgramProcess(
                        directory,
                        "256m",
                        "simulator.delivery.sns.endpoint=" + sns.url(),
                        "simulator.delivery.first-retry=20ms",
                        "simulator.delivery.longest-retry=200ms",
                        "simulator.delivery.max-attempts=1000000");
                ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            program.awaitReady();
            List<Future<String>> chats = new ArrayList<>();
            for (int chat = 0; chat < CHATS; chat++) {
                Customer customer = Customer.at(program.address()).streamingTo(ChatEvents.topic("items"));
                chats.add(customers.submit(() -> converse(customer, accepted)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = kill * CHATS * MESSAGES / (KILLS + 1);
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> accepted.get() >= until);
                sns.fails(kill % 2 == 1);
                program.kill();
                program.start();
                program.awaitReady();
                sns.fails(false);
            }
            List<String> texts =
                    IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
            for (Future<String> chat : chats) {
                String contact = chat.get();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> received(sns, contact).containsAll(texts));
                assertThat(new LinkedHashSet<>(received(sns, contact)))
                        .as("by their first arrival")
                        .containsExactlyElementsOf(texts);
            }
        }
    }

    /** Sends one message after the other, each until it is answered. */
    private static String converse(Customer customer, AtomicInteger accepted) {
        String contact = null;
        for (int message = 0; message < MESSAGES; message++) {
            String invocation = UUID.randomUUID().toString();
            String text = "m" + message;
            Customer.Response response = Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .pollDelay(Duration.ZERO)
                    .until(() -> responseTo(customer, text, invocation), Objects::nonNull);
            contact = response.contactId();
            accepted.incrementAndGet();
        }
        return contact;
    }

    /** Null while the program is down. */
    private static Customer.Response responseTo(Customer customer, String text, String invocation) {
        try {
            return customer.says(text, invocation);
        } catch (UncheckedIOException | AssertionError notNow) {
            return null;
        }
    }

    private static List<String> received(FakeSns sns, String contact) {
        return sns.messages().stream()
                .filter(message -> message.contains(contact))
                .map(message -> JsonMapper.shared().readTree(message).path("Content"))
                .filter(content -> !content.isMissingNode())
                .map(content -> content.asString())
                .toList();
    }
}
