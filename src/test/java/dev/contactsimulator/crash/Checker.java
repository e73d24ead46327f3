package dev.contactsimulator.crash;

import dev.contactsimulator.crash.Era.Beginning;
import dev.contactsimulator.crash.Era.FollowerAt;
import dev.contactsimulator.crash.JournalEntry.ReadBack;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.Violation.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what clients and a reader of the tail saw with the log as it is in the end. Knows the rules of DESIGN.md's
 * invariants and nothing of the program's code.
 */
final class Checker {

    private static final Set<String> DATA_CHANGES = Set.of("AttributesUpdated", "ContactTagged", "ContactUntagged");

    private final Map<UUID, Call> calls;
    private final List<LoggedEvent> log;
    private final Map<UUID, List<LoggedEvent>> byCall = new HashMap<>();
    private final Map<UUID, LoggedEvent> creations = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private Checker(Collection<Call> calls, List<LoggedEvent> log, Era era) {
        this.calls = calls.stream().collect(Collectors.toMap(call -> call.token, call -> call.in(era)));
        this.log = log;
        for (LoggedEvent event : log) {
            UUID token = event.is("MessageSent") ? event.token() : event.invocation();
            if (token != null)
                byCall.computeIfAbsent(token, none -> new ArrayList<>(1)).add(event);
            if (event.is("ContactCreated")) creations.putIfAbsent(event.contactId(), event);
        }
    }

    /**
     * @param log all events, in the order of their positions
     * @param eras what the reader of the tail saw; the last one is that of {@code log}
     */
    static List<Violation> check(Collection<Call> calls, List<LoggedEvent> log, List<Era> eras) {
        List<Violation> violations = new ArrayList<>();
        for (Era earlier : eras.subList(0, eras.size() - 1)) {
            Checker checker = new Checker(calls, earlier.log(), earlier);
            checker.theLogKeepsItsRules();
            violations.addAll(checker.violations);
        }
        Checker checker = new Checker(calls, log, eras.getLast());
        checker.theTailSkippedNothing(eras.getLast().log());
        checker.theLogKeepsItsRules();
        checker.idsAreNotRepeated(eras);
        checker.followersAreNotPastTheHead(eras);
        violations.addAll(checker.violations);
        return violations;
    }

    private void theLogKeepsItsRules() {
        positionsHaveNoHoles();
        contactsAreSequences();
        chatsHaveOneActiveContact();
        callsHaveTheirEffects();
        contactsAreCreatedOnce();
        eventsWereAskedFor();
        acknowledgedOrderIsKept();
        acknowledgedWritesCanBeRead();
    }

    private void violated(int invariant, Rule rule, Object example) {
        violations.add(new Violation(invariant, rule, example.toString()));
    }

    private void positionsHaveNoHoles() {
        long expected = 1;
        for (LoggedEvent event : log) {
            if (event.position() != expected)
                violated(2, Rule.HOLE, "position " + expected + ", then " + event.position());
            expected = event.position() + 1;
        }
    }

    private void theTailSkippedNothing(List<LoggedEvent> seen) {
        Map<Long, UUID> tail = HashMap.newHashMap(seen.size());
        long last = 0;
        for (LoggedEvent event : seen) {
            if (event.position() <= last) violated(2, Rule.OUT_OF_ORDER, "the reader saw " + event + " after " + last);
            last = event.position();
            tail.put(event.position(), event.eventId());
        }
        for (LoggedEvent event : log) {
            UUID asItWas = tail.remove(event.position());
            if (asItWas == null) violated(2, Rule.SKIPPED, "the reader never saw " + event);
            else if (!asItWas.equals(event.eventId())) violated(2, Rule.CHANGED_AFTERWARDS, event);
        }
        tail.forEach((position, eventId) -> violated(2, Rule.CHANGED_AFTERWARDS, position + " was there and is gone"));
    }

    /** A reset begins with nothing: no contact and no event of the log before it is in the one after it. */
    private void idsAreNotRepeated(List<Era> eras) {
        Map<UUID, Integer> resetsBefore = new HashMap<>();
        int resets = 0;
        for (Era era : eras) {
            if (era.beginning() == Beginning.RESET) resets++;
            List<LoggedEvent> events = era == eras.getLast() ? log : era.log();
            for (LoggedEvent event : events) {
                for (UUID id : List.of(event.contactId(), event.eventId())) {
                    Integer earlier = resetsBefore.putIfAbsent(id, resets);
                    if (earlier != null && earlier != resets) {
                        resetsBefore.put(id, resets); // once is enough
                        violated(4, Rule.REPEATED_ID, id + " in " + event + ", after a reset");
                    }
                }
            }
        }
    }

    private void followersAreNotPastTheHead(List<Era> eras) {
        for (Era era : eras) {
            for (FollowerAt follower : era.pastHead()) violated(6, Rule.PAST_THE_HEAD, follower);
        }
    }

    private void contactsAreSequences() {
        Map<UUID, Integer> next = new HashMap<>();
        Set<UUID> ended = new HashSet<>();
        for (LoggedEvent event : log) {
            int expected = next.merge(event.contactId(), 1, Integer::sum) - 1;
            if (event.sequence() != expected) violated(3, Rule.WRONG_SEQUENCE, event);
            if (event.is("ContactCreated") != (event.sequence() == 0)) violated(3, Rule.WRONG_BEGINNING, event);
            if (ended.contains(event.contactId()) && !DATA_CHANGES.contains(event.type())) {
                violated(3, Rule.AFTER_THE_END, event);
            }
            if (event.is("Disconnected")) ended.add(event.contactId());
        }
    }

    private void chatsHaveOneActiveContact() {
        Map<String, LoggedEvent> newest = new HashMap<>();
        Set<UUID> ended = new HashSet<>();
        for (LoggedEvent event : log) {
            if (event.is("Disconnected")) ended.add(event.contactId());
            if (!event.is("ContactCreated")) continue;
            LoggedEvent previous = newest.put(Objects.requireNonNull(event.chat()), event);
            int number = previous == null ? 1 : previous.number() + 1;
            boolean previousIsOver = previous == null || ended.contains(previous.contactId());
            if (event.number() != number || !previousIsOver) violated(4, Rule.OVERLAPPING_CONTACTS, event);
        }
    }

    private void callsHaveTheirEffects() {
        for (Call call : calls.values()) {
            List<LoggedEvent> effects = effectsOf(call);
            Response acknowledgement = call.acknowledgement().orElse(null);
            if (call.kind == Kind.INVALID) {
                checkRefusal(call);
            } else if (!call.refusals().isEmpty()) {
                violated(1, Rule.WRONGLY_REFUSED, call);
            } else if (acknowledgement != null) {
                checkAcknowledged(call, effects, acknowledgement);
            } else if (effects.size() > 1) {
                violated(1, Rule.DOUBLED, call);
            } else if (!effects.isEmpty() && !call.hasUnknownAttempt()) {
                violated(1, Rule.UNASKED, call + " was answered as without effect, but " + effects);
            } else if (call.kind == Kind.MESSAGE && !call.successes().isEmpty()) {
                violated(1, Rule.LOST, call + " was answered without a contact");
            }
        }
    }

    private void checkAcknowledged(Call call, List<LoggedEvent> effects, Response acknowledgement) {
        if (effects.isEmpty()) violated(1, Rule.LOST, call);
        if (effects.size() > 1) violated(1, Rule.DOUBLED, call + " at " + positions(effects));
        for (LoggedEvent effect : effects) {
            LoggedEvent creation = creations.get(effect.contactId());
            boolean ofTheChat = creation != null && call.chat.equals(creation.chat());
            if (!effect.contactId().equals(acknowledgement.contactId()) || !ofTheChat) {
                violated(4, Rule.WRONG_CONTACT, call + " was answered " + acknowledgement + ", but " + effect);
            }
        }
        for (Response response : call.successes()) {
            if (response.contactId() == null && call.kind != Kind.MESSAGE) continue; // came before there was an effect
            if (!Objects.equals(response.contactId(), acknowledgement.contactId())
                    || response.newChatCreated() != acknowledgement.newChatCreated()) {
                violated(1, Rule.DIFFERENT_RESPONSES, call + ": " + acknowledgement + " and " + response);
            }
        }
    }

    private void checkRefusal(Call call) {
        if (!byCall.getOrDefault(call.token, List.of()).isEmpty()) violated(5, Rule.TRACE_OF_A_REFUSAL, call);
        if (!call.successes().isEmpty()) violated(5, Rule.TRACE_OF_A_REFUSAL, call + " was answered as a success");
    }

    /** NewChatCreated is answered to one call for each contact: to the one that created it. */
    private void contactsAreCreatedOnce() {
        Map<UUID, UUID> creators = new HashMap<>();
        for (Call call : calls.values()) {
            Response response = call.acknowledgement().orElse(null);
            if (response == null) continue;
            LoggedEvent creation = creations.get(response.contactId());
            boolean created = creation != null && call.token.equals(creation.invocation());
            if (response.newChatCreated() != created && call.kind != Kind.INVALID) {
                violated(4, Rule.CREATED_TWICE, call + " was answered " + response + ", but " + creation);
            }
            if (!response.newChatCreated()) continue;
            UUID other = creators.putIfAbsent(Objects.requireNonNull(response.contactId()), call.token);
            if (other != null) violated(4, Rule.CREATED_TWICE, response.contactId() + " by " + other + " and " + call);
        }
    }

    private void eventsWereAskedFor() {
        for (LoggedEvent event : log) {
            boolean known = event.invocation() != null && calls.containsKey(event.invocation());
            boolean consistent = !event.is("MessageSent") || Objects.equals(event.token(), event.invocation());
            if (!known || !consistent) violated(1, Rule.UNASKED, event);
        }
    }

    /** A call that begins after another was acknowledged comes after it in the log. */
    private void acknowledgedOrderIsKept() {
        long latestBeginning = Long.MIN_VALUE;
        Call latest = null;
        for (LoggedEvent event : log) {
            Call call = callOf(event);
            if (call == null) continue;
            Response acknowledgement = call.acknowledgement().orElse(null);
            if (acknowledgement != null && acknowledgement.at() < latestBeginning) {
                violated(
                        2,
                        Rule.OUT_OF_ORDER,
                        call + " was acknowledged before " + latest + " began, but comes after it");
            }
            if (call.begun > latestBeginning) {
                latestBeginning = call.begun;
                latest = call;
            }
        }
    }

    private void acknowledgedWritesCanBeRead() {
        for (Call call : calls.values()) {
            for (ReadBack readBack : call.readBacks()) {
                if (!readBack.found()) violated(7, Rule.NOT_READABLE, call + " in " + readBack);
            }
        }
    }

    private List<LoggedEvent> effectsOf(Call call) {
        return byCall.getOrDefault(call.token, List.of()).stream()
                .filter(event -> event.is(effectOf(call.kind)))
                .toList();
    }

    private @Nullable Call callOf(LoggedEvent event) {
        UUID token = event.is("MessageSent") ? event.token() : event.invocation();
        Call call = token == null ? null : calls.get(token);
        return call != null && event.is(effectOf(call.kind)) ? call : null;
    }

    private static String effectOf(Kind kind) {
        return switch (kind) {
            case MESSAGE, INVALID -> "MessageSent";
            case EVENT -> "EventSent";
            case DISCONNECT -> "Disconnected";
        };
    }

    private static List<Long> positions(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::position).toList();
    }
}
