package dev.contactsimulator.crash;

import dev.contactsimulator.crash.JournalEntry.Intent;
import dev.contactsimulator.crash.JournalEntry.ReadBack;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.JournalEntry.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

    /** When each began, by its number. */
    private final Map<Integer, Long> attempts;

    private int unknowns;
    private final List<Response> responses = new ArrayList<>(1);
    private final List<ReadBack> readBacks = new ArrayList<>(0);

    private Call(Intent first) {
        this.token = first.token();
        this.kind = first.kind();
        this.chat = first.chat();
        this.begun = first.at();
        this.attempts = new HashMap<>();
    }

    private Call(Call whole, Era era) {
        this.token = whole.token;
        this.kind = whole.kind;
        this.chat = whole.chat;
        this.begun = whole.begun;
        this.attempts = whole.attempts;
        this.unknowns = whole.unknowns;
        for (Response response : whole.responses) {
            if (era.holds(whole.begun(response), response.at())) responses.add(response);
        }
        if (acknowledgement().isPresent()) {
            for (ReadBack readBack : whole.readBacks) if (readBack.at() <= era.until()) readBacks.add(readBack);
        }
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
            case Intent intent -> attempts.put(intent.attempt(), intent.at());
            case Response response -> responses.add(response);
            case Unknown unknown -> unknowns++;
            case ReadBack readBack -> readBacks.add(readBack);
        }
    }

    /**
     * What an era knows of the call: the responses to attempts that neither began before it nor ended after it. The other
     * attempts count as unknown, since they may have had an effect in another log.
     */
    Call in(Era era) {
        return new Call(this, era);
    }

    /** When the attempt began that got this response. */
    long begun(Response response) {
        return attempts.get(response.attempt());
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
                || attempts.size() > unknowns + responses.size();
    }

    List<ReadBack> readBacks() {
        return readBacks;
    }

    int attempts() {
        return attempts.size();
    }

    @Override
    public String toString() {
        return kind + " " + token + " of chat " + chat;
    }
}
