package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for each contact in use: the commands of a contact are handled one at a time on a node. */
final class ContactLocks {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** A held lock; closing it releases it. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Lock extends ReentrantLock {

        private static final long serialVersionUID = 1;

        /** Holders and waiters; guarded by the map. */
        private int users;
    }

    private final ConcurrentHashMap<ContactId, Lock> locks = new ConcurrentHashMap<>();

    /** @throws EventLogUnavailable if the commands before this one take too long */
    Held acquire(ContactId contact) {
        Lock lock = locks.compute(contact, (id, used) -> {
            Lock entered = used == null ? new Lock() : used;
            entered.users++;
            return entered;
        });
        boolean acquired = false;
        try {
            acquired = lock.tryLock() || lock.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            if (!acquired) leave(contact);
        }
        if (!acquired) throw new EventLogUnavailable("the commands of the contact take too long", null);
        return () -> {
            lock.unlock();
            leave(contact);
        };
    }

    private void leave(ContactId contact) {
        locks.computeIfPresent(contact, (id, lock) -> --lock.users == 0 ? null : lock);
    }
}
