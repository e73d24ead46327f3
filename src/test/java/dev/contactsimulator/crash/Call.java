package dev.contactsimulator.crash;

import dev.contactsimulator.crash.JournalEntry.Intent;
import dev.contactsimulator.crash.JournalEntry.ReadBack;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.JournalEntry.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All that the journals say about one call, over all its attempts. */
final class Call {

    final UUID token;
    final Kind kind;
    final String chat;

    /** When its first attempt was about to be sent. */
    final long begun;

    private int attempts;
    private int unknowns;
    private final List<Response> responses = new ArrayList<>(1);
    private final List<ReadBack> readBacks = new ArrayList<>(0);

    private Call(Intent first) {
        this.token = first.token();
        this.kind = first.kind();
        this.chat = first.chat();
        this.begun = first.at();
    }

    static Collection<Call> of(Iterable<JournalEntry> journals) {
        Map<UUID, Call> calls = new LinkedHashMap<>();
        for (JournalEntry entry : journals) {
            if (entry instanceof Intent intent) calls.computeIfAbsent(intent.token(), token -> new Call(intent));
            calls.get(entry.token()).add(entry);
        }
        return calls.values();
    }

    private void add(JournalEntry entry) {
        switch (entry) {
            case Intent intent -> attempts++;
            case Response response -> responses.add(response);
            case Unknown unknown -> unknowns++;
            case ReadBack readBack -> readBacks.add(readBack);
        }
    }

    /** Responses that say that the call was handled, earliest first. */
    List<Response> successes() {
        return responses.stream().filter(response -> response.status() == 200).toList();
    }

    /** The first response that names a contact: from then on the call's effect must be in the log. */
    Optional<Response> acknowledgement() {
        return responses.stream()
                .filter(response -> response.status() == 200 && response.contactId() != null)
                .findFirst();
    }

    /** Responses that say that the request was wrong. */
    List<Response> refusals() {
        return responses.stream()
                .filter(response -> response.status() >= 400 && response.status() < 500 && response.status() != 429)
                .toList();
    }

    /** Whether an attempt may have had, or may yet have, an effect that no response told of. */
    boolean hasUnknownAttempt() {
        return unknowns > 0
                || responses.stream().anyMatch(response -> response.status() >= 500)
                || attempts > unknowns + responses.size();
    }

    List<ReadBack> readBacks() {
        return readBacks;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public String toString() {
        return kind + " " + token + " of chat " + chat;
    }
}
