package dev.contactsimulator.delivery.records;

import dev.contactsimulator.delivery.DeliveryFailed;

/** Where files of contacts go. */
public interface FileStore {

    /**
     * Writes a file, or replaces it, as a whole: a reader never sees a part of it.
     *
     * @param key its path, with slashes
     */
    void write(String key, byte[] content) throws DeliveryFailed;

    /** Where a file is, as contact records say it. */
    String location(String key);
}
