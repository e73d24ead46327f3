package dev.contactsimulator.chat;

import static dev.contactsimulator.contact.ExampleChat.DESTINATION;
import static dev.contactsimulator.contact.ExampleChat.NUMBER;
import static dev.contactsimulator.contact.ExampleChat.NUMBERING;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.text;

import dev.contactsimulator.chat.ChatRouter.Routed;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.support.SharedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random histories, played both to the domain on two forgetful nodes and to a model that is a few maps. They must give the
 * same responses and leave the same events. A history that shows a difference is cut down to the steps it takes.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChatModelTest {

    private enum Kind {
        MESSAGE,
        EVENT,
        DISCONNECT,
        STOP,
        FORGET
    }

    /** One step; that of a call names its invocation, so that the same one again is a retry. */
    private record Step(
            Kind kind, int node, int chat, @Nullable String invocation, long secondsLater) {

        boolean isRestart() {
            return kind == Kind.FORGET && invocation == null;
        }

        static Step random(Random random) {
            Kind kind = Kind.values()[new int[] {0, 0, 0, 0, 1, 2, 2, 3, 4}[random.nextInt(9)]];
            String invocation = random.nextInt(4) == 0 ? null : "call-" + random.nextInt(25);
            long later = random.nextInt(60) == 0 ? 90_000 : random.nextInt(10) == 0 ? 1_800 : random.nextInt(3);
            return new Step(kind, random.nextInt(2), random.nextInt(2), invocation, later);
        }
    }

    /** One history is replayed with -Dseed=…; without it 300, up to the first that shows a difference. */
    @Test
    void the_domain_does_what_the_model_does() {
        Integer one = Integer.getInteger("seed");
        (one != null ? IntStream.of(one) : IntStream.range(0, 300)).forEach(ChatModelTest::play);
    }

    private static void play(int seed) {
        Random random = new Random(seed);
        List<Step> history =
                IntStream.range(0, 120).mapToObj(n -> Step.random(random)).toList();
        difference(history).ifPresent(first -> {
            List<Step> shortest = shortened(history);
            throw new AssertionError("-Dseed=" + seed + ": "
                    + difference(shortest).orElse(first) + " after\n"
                    + String.join("\n", shortest.stream().map(Step::toString).toList()));
        });
    }

    /** Leaves out, from the end, every step without which there is a difference still. */
    private static List<Step> shortened(List<Step> history) {
        List<Step> steps = new ArrayList<>(history);
        for (int n = steps.size() - 1; n >= 0; n--) {
            Step left = steps.remove(n);
            if (difference(steps).isEmpty()) steps.add(n, left);
        }
        return steps;
    }

    private static Optional<String> difference(List<Step> history) {
        Domain domain = new Domain();
        Model model = new Model();
        Instant now = START;
        for (Step step : history) {
            now = now.plusSeconds(step.secondsLater());
            Routed is = domain.play(step, now);
            Routed should = model.play(step, now);
            if (!is.equals(should)) return Optional.of("answered " + is + ", should be " + should);
        }
        for (int chat = 0; chat < 2; chat++) {
            List<List<String>> is = domain.contacts(chat);
            List<List<String>> should = model.contacts(chat);
            if (!is.equals(should)) return Optional.of("chat " + chat + " is " + is + ", should be " + should);
        }
        return Optional.empty();
    }

    private static ChatName name(int chat) {
        return new ChatName("+1206555014" + chat, NUMBER, null);
    }

    private static ContactId contact(int chat, int number) {
        return NUMBERING.contact(0, name(chat), number);
    }

    /** What SendChatIntegrationEvent and StopContact promise, for one thread and one memory. */
    private static final class Model {

        private record Call(Instant at, Routed response) {}

        private record Contact(Instant start, List<String> events) {

            boolean isOver() {
                return events.getLast().startsWith("Disconnected");
            }
        }

        private final Map<Integer, List<Contact>> chats = new HashMap<>();
        private final Map<String, Call> calls = new HashMap<>();
        private final List<Map<String, Call>> emptyCallsOfNodes = List.of(new HashMap<>(), new HashMap<>());

        Routed play(Step step, Instant now) {
            List<Contact> contacts = chats.computeIfAbsent(step.chat(), chat -> new ArrayList<>());
            Map<String, Call> emptyCalls = emptyCallsOfNodes.get(step.node());
            if (step.isRestart()) emptyCalls.clear();
            if (step.kind() == Kind.FORGET || step.kind() == Kind.STOP && contacts.isEmpty())
                return Routed.NO_ACTIVE_CHAT;
            String name = step.chat() + "/" + step.invocation();
            for (Call earlier : Arrays.asList(emptyCalls.get(name), calls.get(name))) {
                boolean remembered =
                        earlier != null && !now.isAfter(earlier.at().plusSeconds(3_600));
                if (remembered && step.kind() != Kind.STOP) return earlier.response();
            }
            Contact last = contacts.isEmpty() ? null : contacts.getLast();
            Instant expiry = last == null ? now : last.start().plus(Duration.ofHours(25));
            if (last != null && !last.isOver() && !now.isBefore(expiry))
                last.events().add("Disconnected EXPIRED " + expiry);
            boolean active = last != null && !last.isOver();
            if (step.kind() == Kind.STOP) {
                if (active) last.events().add("Disconnected API " + now);
                return Routed.NO_ACTIVE_CHAT;
            }
            if (!active && step.kind() != Kind.MESSAGE) {
                if (step.invocation() != null) emptyCalls.put(name, new Call(now, Routed.NO_ACTIVE_CHAT));
                return Routed.NO_ACTIVE_CHAT;
            }
            if (!active) {
                contacts.add(new Contact(
                        now, new ArrayList<>(List.of("ContactCreated " + now, "ParticipantJoined " + now))));
            }
            List<String> events = contacts.getLast().events();
            switch (step.kind()) {
                case MESSAGE -> events.add("MessageSent " + now);
                case EVENT -> events.add("EventSent " + now);
                default -> events.addAll(List.of("ParticipantLeft " + now, "Disconnected CUSTOMER_DISCONNECT " + now));
            }
            Routed response = new Routed(contact(step.chat(), contacts.size()), !active);
            if (step.invocation() != null) calls.put(name, new Call(now, response));
            return response;
        }

        List<List<String>> contacts(int chat) {
            return chats.getOrDefault(chat, List.of()).stream()
                    .map(Contact::events)
                    .toList();
        }
    }

    /** The domain as it is wired, on two nodes; nothing but the log is shared. */
    private static final class Domain {

        private final SharedLog log = new SharedLog();
        private final List<Node> nodes = List.of(new Node(log), new Node(log));

        Routed play(Step step, Instant now) {
            Node node = nodes.get(step.node());
            RequestContext cause =
                    new RequestContext("request", step.invocation(), null, "SendChatIntegrationEvent", null);
            return switch (step.kind()) {
                case STOP -> {
                    int number = contacts(step.chat()).size();
                    if (number > 0) {
                        node.send(
                                new StopContact(contact(step.chat(), number), now),
                                new RequestContext("request", null, null, "StopContact", null));
                    }
                    yield Routed.NO_ACTIVE_CHAT;
                }
                case FORGET -> {
                    if (step.isRestart()) node.forgetAll();
                    else node.forgetThePast();
                    yield Routed.NO_ACTIVE_CHAT;
                }
                default ->
                    node.router()
                            .handle(
                                    name(step.chat()),
                                    now,
                                    cause,
                                    (id, number, exists) -> command(step, id, number, now));
            };
        }

        private static ChatIntegrationCommand command(Step step, ContactId id, int number, Instant now) {
            return switch (step.kind()) {
                case MESSAGE ->
                    new ReceiveMessage(
                            id, name(step.chat()), number, DESTINATION, NewSession.UNSPECIFIED, text("hi"), now);
                case EVENT -> new ReceiveEvent(id, ContentTypes.TYPING, null, now);
                default -> new ReceiveDisconnect(id, now);
            };
        }

        List<List<String>> contacts(int chat) {
            List<List<String>> contacts = new ArrayList<>();
            for (int n = 1; ; n++) {
                List<ContactEvent> events = log.events(contact(chat, n));
                if (events.isEmpty()) return contacts;
                contacts.add(events.stream().map(Domain::describe).toList());
            }
        }

        private static String describe(ContactEvent event) {
            String name = event.getClass().getSimpleName();
            return event instanceof ContactEvent.Disconnected end
                    ? name + " " + end.reason() + " " + event.at()
                    : name + " " + event.at();
        }
    }
}
