package dev.contactsimulator.delivery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.SilentProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A participant whose connections reach one node, then the other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoNodesIT {

    private static final RunningSimulator one = RunningSimulator.start();
    private static final RunningSimulator other = RunningSimulator.start(one.database());

    private final Chat chat = Chat.begin(one);

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void a_url_of_one_node_is_good_on_the_other() {
        URI url = chat.url();
        chat.say("before");
        try (Listener listener =
                Listener.connect(at(url, other.baseUrl().getPort())).subscribe()) {
            chat.say("through one");
            chat.through(other).say("through the other");

            listener.awaitSaid("before", "through one", "through the other");
        }
    }

    @Test
    void a_connection_to_the_other_node_takes_over() {
        try (Listener older = chat.listen()) {
            chat.say("one");
            older.awaitSaid("one");
            try (Listener newer = chat.through(other).listen()) {
                chat.say("two");
                newer.awaitSaid("two");
                try (Listener newest = chat.listen()) {
                    chat.say("three");
                    newest.awaitSaid("three");
                    assertThat(newer.said()).containsExactly("two");
                    assertThat(older.said()).containsExactly("one");
                }
            }
        }
    }

    @Test
    void what_a_lost_connection_swallowed_is_heard_over_the_other_node() throws Exception {
        try (SilentProxy network = new SilentProxy(one.baseUrl());
                Listener lost = Listener.connect(at(chat.url(), network.port())).subscribe()) {
            chat.say("heard");
            lost.awaitSaid("heard");
            await().until(() -> one.bean(LiveItems.class).isConfirmed(chat.contact(), chat.customer()));
            network.fallSilent();
            chat.say("lost");

            try (Listener next = chat.through(other).listen()) {
                chat.say("live");

                next.awaitSaid("lost", "live");
            }
        }
    }

    @Test
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
        for (int round = 0; round < 6; round++) {
            Listener before = sockets.getLast();
            await().until(() -> before.said().size() > 3);
            sockets.add(chat.through(round % 2 == 0 ? other : one).listen());
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

    private static URI at(URI url, int port) {
        return URI.create(url.toString().replace(":" + url.getPort(), ":" + port));
    }
}
