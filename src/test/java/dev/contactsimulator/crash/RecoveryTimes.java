package dev.contactsimulator.crash;

import static java.util.stream.Collectors.joining;

import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.Nemesis.Done;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * After each fault, the time until the first success of an attempt that began after it, at any node.
 *
 * @param millis ascending, by kind of fault
 */
record RecoveryTimes(Map<Fault, List<Long>> millis) {

    static RecoveryTimes of(List<Done> faults, Collection<Call> calls) {
        Map<Fault, List<Long>> millis = new TreeMap<>();
        for (Done done : faults) {
            calls.stream()
                    .mapToLong(call -> firstSuccess(call, done.struck()))
                    .min()
                    .ifPresent(at -> millis.computeIfAbsent(done.fault(), none -> new ArrayList<>())
                            .add((at - done.at()) / 1_000_000));
        }
        millis.values().forEach(times -> times.sort(Long::compare));
        return new RecoveryTimes(millis);
    }

    private static long firstSuccess(Call call, long after) {
        return call.successes().stream()
                .filter(response -> call.begun(response) >= after)
                .mapToLong(Response::at)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    long max(Fault fault) {
        return millis.get(fault).getLast();
    }

    @Override
    public String toString() {
        return millis.entrySet().stream()
                .map(entry -> "%-20s %d times, first answer after %d ms at least, %d ms in the middle, %d ms at most"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().size(),
                                entry.getValue().getFirst(),
                                entry.getValue().get(entry.getValue().size() / 2),
                                entry.getValue().getLast()))
                .collect(joining("\n"));
    }
}
