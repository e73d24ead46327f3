package dev.contactsimulator.view;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads parts of a transcript from any place in either direction (GetTranscript, "ScanDirection"). A place is the sequence
 * of an event; the order of sequences is that of times.
 */
public final class TranscriptScan {

    /** The order in which items are found. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    /**
     * A part of a transcript.
     *
     * @param items the oldest first, whatever the direction
     * @param next where the next part begins in the same direction, if there is more
     */
    public record Part(List<TranscriptItem> items, OptionalInt next) {

        static final Part EMPTY = new Part(List.of(), OptionalInt.empty());
    }

    private record Found(int sequence, ChatItem item) {}

    private final EventLog log;
    private final ContactId contactId;

    TranscriptScan(EventLog log, ContactId contactId) {
        this.log = log;
        this.contactId = contactId;
    }

    /** At most {@code limit} items from a place on, which is included. */
    public Part read(Direction direction, int from, int limit) {
        List<Found> found = direction == Direction.FORWARD ? forward(from, limit + 1) : backward(from, limit + 1);
        OptionalInt next = OptionalInt.empty();
        if (found.size() > limit) {
            int beyond = direction == Direction.FORWARD ? limit : 0;
            next = OptionalInt.of(found.remove(beyond).sequence());
        }
        if (found.isEmpty()) return Part.EMPTY;
        Found first = found.getFirst();
        Receipts receipts =
                Receipts.read(log, contactId, first.sequence(), first.item().id(), found.size());
        return new Part(
                found.stream()
                        .map(each -> new TranscriptItem(
                                each.item(), receipts.of(each.item().id())))
                        .toList(),
                next);
    }

    private List<Found> forward(int from, int limit) {
        List<Found> found = new ArrayList<>();
        EventPages events = EventPages.ofContact(log, contactId.value(), from, Integer.MAX_VALUE);
        while (found.size() < limit && events.hasNext()) addItem(events.next(), found);
        return found;
    }

    private List<Found> backward(int from, int limit) {
        List<Found> found = new ArrayList<>();
        int end = from;
        int window = 2 * limit;
        while (end >= 0 && found.size() < limit) {
            int begin = Math.max(0, end - window + 1);
            List<Found> earlier = new ArrayList<>();
            EventPages.ofContact(log, contactId.value(), begin, end - begin + 1)
                    .forEachRemaining(event -> addItem(event, earlier));
            found.addAll(0, earlier);
            end = begin - 1;
            window *= 2;
        }
        return found.size() <= limit ? found : new ArrayList<>(found.subList(found.size() - limit, found.size()));
    }

    private void addItem(StoredEvent stored, List<Found> found) {
        if (!(log.decode(stored).payload() instanceof ContactEvent event)) return;
        ChatItem.of(event)
                .filter(ChatItem::isInTranscript)
                .ifPresent(item -> found.add(new Found(stored.sequence(), item)));
    }

    /** The place of the newest event, or -1 if there is none. */
    public int newest() {
        List<StoredEvent> last = log.readNewest(contactId.value(), 1, 1);
        return last.isEmpty() ? -1 : last.getLast().sequence();
    }

    /** The place of the {@code n}-th newest item, from 1, or the beginning if there are fewer. */
    public int mostRecent(int n) {
        List<Found> found = backward(newest(), n);
        return found.size() < n ? 0 : found.getFirst().sequence();
    }

    /** Where items begin that are not before a time, going forward, or not after it, going backward. */
    public int at(Instant time, Direction direction) {
        // the first event that is too late for those before it
        Instant bound = direction == Direction.FORWARD ? time : time.plusMillis(1);
        int low = 0;
        int high = newest() + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeOf(middle).isBefore(bound)) low = middle + 1;
            else high = middle;
        }
        return direction == Direction.FORWARD ? low : low - 1;
    }

    private Instant timeOf(int sequence) {
        return log.readContact(contactId.value(), sequence, 1, 1)
                .getFirst()
                .at()
                .truncatedTo(MILLIS);
    }
}
