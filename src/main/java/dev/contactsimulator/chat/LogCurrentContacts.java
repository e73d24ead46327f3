package dev.contactsimulator.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Timeline;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.unit.DataSize;

/**
 * Keeps in memory which contact of a chat is current, and reads it from the log for a chat that is not in memory. A
 * chat's contacts are numbered without a gap, so a search by powers of two and then in between needs one or two queries
 * for any number of contacts.
 */
final class LogCurrentContacts implements CurrentContacts {

    private static final int PROBES = 21;

    /** The approximate memory of a chat without the calls of its ended contacts, in bytes. */
    private static final int CHAT_BYTES = 600;

    private final EventLog log;
    private final ContactNumbering numbering;
    private final Cache<ChatName, CurrentContact> known;

    LogCurrentContacts(EventLog log, ContactNumbering numbering, DataSize memory) {
        this.log = log;
        this.numbering = numbering;
        this.known = Caffeine.newBuilder()
                .maximumWeight(memory.toBytes())
                .weigher((ChatName chat, CurrentContact current) -> CHAT_BYTES + current.bytesOfPast())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CurrentContact of(ChatName chat) {
        Timeline present = log.timeline();
        CurrentContact current = known.getIfPresent(chat);
        if (current != null && current.foundOn().equals(present)) return current;
        int newest = newestOf(chat, present.epoch());
        int number = Math.max(1, newest);
        CurrentContact found = new CurrentContact(present, number, numbering.contact(present.epoch(), chat, number));
        return newer(chat, newest == 0 ? found : found.existing());
    }

    @Override
    public void advance(ChatName chat, CurrentContact current) {
        newer(chat, current);
    }

    private CurrentContact newer(ChatName chat, CurrentContact proposed) {
        return known.asMap().merge(chat, proposed, (old, other) -> isNewer(other, old) ? other : old);
    }

    private static boolean isNewer(CurrentContact one, CurrentContact other) {
        if (!one.foundOn().equals(other.foundOn())) return isLater(one.foundOn(), other.foundOn());
        if (one.number() != other.number()) return one.number() > other.number();
        return one.past().isKnown() || !other.past().isKnown();
    }

    private static boolean isLater(Timeline one, Timeline other) {
        return one.setbacks() != other.setbacks() ? one.setbacks() > other.setbacks() : one.epoch() > other.epoch();
    }

    void forget() {
        known.invalidateAll();
    }

    /** The number of the chat's newest contact, 0 if it has none. */
    private int newestOf(ChatName chat, int epoch) {
        int exists = 0;
        int missing = Integer.MAX_VALUE;
        int[] probes = IntStream.range(0, PROBES).map(power -> 1 << power).toArray();
        while (true) {
            Map<Integer, UUID> ids =
                    IntStream.of(probes).boxed().collect(Collectors.toMap(n -> n, n -> id(epoch, chat, n)));
            Set<UUID> existing = log.existing(ids.values());
            for (int n : probes) {
                if (existing.contains(ids.get(n))) exists = Math.max(exists, n);
                else missing = Math.min(missing, n);
            }
            if (missing - exists <= 1) return exists;
            probes = between(exists, missing);
        }
    }

    private static int[] between(int exists, int missing) {
        int step = Math.max(1, (missing - exists) / PROBES);
        return IntStream.iterate(exists + step, n -> n < missing, n -> n + step).toArray();
    }

    private UUID id(int epoch, ChatName chat, int n) {
        return numbering.contact(epoch, chat, n).value();
    }
}
