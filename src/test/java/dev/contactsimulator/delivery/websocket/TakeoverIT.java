package dev.contactsimulator.delivery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.SilentProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Several sockets of one participant, at once and one after the other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TakeoverIT {

    private final RunningSimulator simulator = RunningSimulator.shared();
    private final Chat chat = Chat.begin(simulator);

    @Test
    void the_newer_socket_takes_over_and_the_older_one_is_silent() {
        try (Listener older = chat.listen()) {
            chat.say("one");
            older.awaitSaid("one");
            try (Listener newer = chat.listen()) {
                chat.say("two");

                newer.awaitSaid("two");
                assertThat(older.said()).containsExactly("one");
            }
        }
    }

    @Test
    void the_older_socket_takes_over_again_when_the_newer_one_closes() {
        try (Listener older = chat.listen()) {
            try (Listener newer = chat.listen()) {
                chat.say("one");
                newer.awaitSaid("one");
                newer.leave();
                newer.awaitClose();
            }
            chat.say("two");

            older.awaitSaid("two");
        }
    }

    @Test
    void a_connection_that_only_exists_for_the_server_loses_nothing() throws Exception {
        try (SilentProxy network = new SilentProxy(simulator.baseUrl());
                Listener lost = Listener.connect(through(network, chat.url())).subscribe()) {
            chat.say("heard");
            lost.awaitSaid("heard");
            awaitConfirmed();
            network.fallSilent();
            chat.say("lost");
            chat.say("lost too");

            try (Listener next = chat.listen()) {
                chat.say("live");

                next.awaitSaid("lost", "lost too", "live");
            }
        }
    }

    @Test
    void what_happens_while_nobody_listens_is_heard_by_the_next_socket() {
        try (Listener first = chat.listen()) {
            chat.say("one");
            first.awaitSaid("one");
            awaitConfirmed();
        }
        chat.say("two");
        try (Listener next = chat.listen()) {
            chat.say("three");

            next.awaitSaid("two", "three");
        }
    }

    /** Sockets come and go, some politely, some not, while the customer writes. */
    @RepeatedTest(2)
    void under_load_everything_is_heard_once_and_in_order() throws Exception {
        List<Listener> sockets = new ArrayList<>(List.of(chat.listen()));
        AtomicBoolean done = new AtomicBoolean();
        List<String> said = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                said.add("message " + said.size());
                chat.say(said.getLast());
            }
        });
        for (int round = 0; round < 10; round++) {
            Listener before = sockets.getLast();
            await().until(() -> before.said().size() > 3);
            sockets.add(chat.listen());
            before.leave();
        }
        Listener last = sockets.getLast();
        await().until(() -> last.said().size() > 3);
        done.set(true);
        writer.join();

        await().untilAsserted(() -> assertThat(heard(sockets)).hasSizeGreaterThanOrEqualTo(said.size()));
        assertThat(heard(sockets)).isEqualTo(said);
        sockets.forEach(Listener::close);
    }

    private static List<String> heard(List<Listener> sockets) {
        return sockets.stream().map(Listener::said).flatMap(List::stream).toList();
    }

    @RepeatedTest(2)
    void nothing_falls_between_connection_and_subscription_under_load() throws Exception {
        URI url = chat.url();
        int messages = 300;
        Thread writer = Thread.ofVirtual()
                .start(() -> IntStream.range(0, messages).forEach(number -> chat.say("message " + number)));
        try (Listener listener = Listener.connect(url)) {
            await().until(() -> simulator
                            .bean(dev.contactsimulator.eventlog.EventLog.class)
                            .readContact(chat.contact().value(), 20, 1)
                            .size()
                    == 1);
            listener.subscribe();
            writer.join();

            listener.awaitSaid(IntStream.range(0, messages)
                    .mapToObj(number -> "message " + number)
                    .toArray(String[]::new));
        }
    }

    /** Until the pong has come: what is not confirmed is sent again, by design. */
    private void awaitConfirmed() {
        await().until(() -> simulator.bean(LiveItems.class).isConfirmed(chat.contact(), chat.customer()));
    }

    private static URI through(SilentProxy network, URI url) {
        return URI.create(url.toString().replace(":" + url.getPort(), ":" + network.port()));
    }
}
