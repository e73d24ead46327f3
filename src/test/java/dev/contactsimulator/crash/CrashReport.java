package dev.contactsimulator.crash;

import static java.util.stream.Collectors.joining;

import dev.contactsimulator.crash.Era.Beginning;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.Nemesis.Done;
import dev.contactsimulator.crash.Violation.Rule;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a run came to, in numbers. */
record CrashReport(
        long seed,
        Duration time,
        int nodes,
        int clients,
        List<Done> faults,
        RecoveryTimes recovery,
        int lostByFailOvers,
        int calls,
        int attempts,
        int acknowledged,
        int unknown,
        int recognised,
        int contacts,
        int events,
        int seenByTail,
        int readBacks,
        List<Violation> violations) {

    static CrashReport of(
            long seed,
            Duration time,
            int nodes,
            int clients,
            List<Done> faults,
            Collection<Call> calls,
            List<LoggedEvent> log,
            List<Era> eras,
            List<Violation> violations) {
        return new CrashReport(
                seed,
                time,
                nodes,
                clients,
                faults,
                RecoveryTimes.of(faults, calls),
                lostByFailOvers(calls, log, eras),
                calls.size(),
                calls.stream().mapToInt(Call::attempts).sum(),
                (int) calls.stream()
                        .filter(call -> call.acknowledgement().isPresent())
                        .count(),
                (int) calls.stream()
                        .filter(call -> call.successes().isEmpty() && call.hasUnknownAttempt())
                        .count(),
                recognised(calls, log),
                (int) log.stream().filter(event -> event.is("ContactCreated")).count(),
                log.size(),
                eras.stream().mapToInt(era -> era.log().size()).sum(),
                calls.stream().mapToInt(call -> call.readBacks().size()).sum(),
                violations);
    }

    /** Responses to attempts other than the one that wrote the event. */
    private static int recognised(Collection<Call> calls, List<LoggedEvent> log) {
        Map<UUID, String> writers = new HashMap<>();
        for (LoggedEvent event : log) {
            if (event.invocation() != null) writers.putIfAbsent(event.invocation(), event.request());
        }
        int recognised = 0;
        for (Call call : calls) {
            for (Response response : call.successes()) {
                Optional<String> writer = Optional.ofNullable(writers.get(call.token));
                if (writer.isPresent() && !writer.get().equals(response.requestId())) recognised++;
            }
        }
        return recognised;
    }

    /** Calls that were acknowledged before a fail-over that may lose events, and are not in the log after it. */
    private static int lostByFailOvers(Collection<Call> calls, List<LoggedEvent> log, List<Era> eras) {
        int lost = 0;
        for (int n = 1; n < eras.size(); n++) {
            if (eras.get(n).beginning() != Beginning.FAIL_OVER) continue;
            Era before = eras.get(n - 1);
            Set<UUID> kept = (n == eras.size() - 1 ? log : eras.get(n).log())
                    .stream().map(LoggedEvent::invocation).collect(Collectors.toSet());
            lost += (int) calls.stream()
                    .filter(call -> call.in(before).acknowledgement().isPresent() && !kept.contains(call.token))
                    .count();
        }
        return lost;
    }

    long count(Rule rule) {
        return violations.stream().filter(violation -> violation.rule() == rule).count();
    }

    @Override
    public String toString() {
        return """

                seed                        %d
                time                        %d min %d s, %d nodes, %d clients
                faults                      %d
                %s
                acknowledged, lost by fail-overs that may lose events: %d
                calls                       %d in %d attempts
                acknowledged                %d
                unknown outcomes            %d
                retries recognised          %d
                written and read back       %d
                contacts, events in the log %d, %d
                seen by the tail reader     %d
                skipped, gaps               %d, %d
                lost, doubled               %d, %d
                violations                  %d
                %s""".formatted(
                        seed,
                        time.toMinutes(),
                        time.toSecondsPart(),
                        nodes,
                        clients,
                        faults.size(),
                        recovery,
                        lostByFailOvers,
                        calls,
                        attempts,
                        acknowledged,
                        unknown,
                        recognised,
                        readBacks,
                        contacts,
                        events,
                        seenByTail,
                        count(Rule.SKIPPED),
                        count(Rule.HOLE),
                        count(Rule.LOST),
                        count(Rule.DOUBLED),
                        violations.size(),
                        violations.stream().limit(20).map(Violation::toString).collect(joining("\n")));
    }
}
