package dev.contactsimulator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.jspecify.annotations.Nullable;

/** Keeps the contacts that are in use in memory: bounded, and strong, so that a garbage collection forgets nothing. */
final class ContactCache implements org.axonframework.common.caching.Cache {

    private static final Duration UNUSED = Duration.ofHours(1);

    private final Cache<Object, Object> contacts;

    ContactCache(long mostContacts) {
        this.contacts = Caffeine.newBuilder()
                .maximumSize(mostContacts)
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .build();
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
