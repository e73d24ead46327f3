package dev.contactsimulator.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ChatContact;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Keeps the contacts that are in use in memory: bounded by what they take there, and strong, so that a garbage collection
 * forgets nothing.
 */
final class ContactCache implements org.axonframework.common.caching.Cache {

    private static final Duration UNUSED = Duration.ofHours(1);

    /** What a contact takes besides the calls that it remembers, in bytes, roughly. */
    private static final int CONTACT = 3_000;

    private final Cache<Object, Object> contacts;

    ContactCache(DataSize most) {
        this.contacts = Caffeine.newBuilder()
                .maximumWeight(most.toBytes())
                .weigher((Object id, Object entry) -> bytes((AggregateCacheEntry<?>) entry))
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .build();
    }

    private static int bytes(AggregateCacheEntry<?> entry) {
        // An entry that was not serialized gives back the very aggregate that it was made of.
        Object contact = entry.recreateAggregate(null, null, null).getAggregateRoot();
        return CONTACT + ((ChatContact) contact).bytesOfCalls();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        return (V) contacts.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        contacts.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return contacts.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return contacts.asMap().remove(key) != null;
    }

    @Override
    public boolean containsKey(Object key) {
        return contacts.asMap().containsKey(key);
    }

    @Override
    public void removeAll() {
        contacts.invalidateAll();
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("Nobody listens to this cache");
    }
}
