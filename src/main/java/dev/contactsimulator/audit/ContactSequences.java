package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.LogRow;

/**
 * Which sequence comes next for each contact. A hash table of primitives: a log may have millions of contacts, and this
 * takes some 30 bytes for each.
 */
final class ContactSequences {

    private long[] ids = new long[2 << 10];
    private int[] next = new int[1 << 10];
    private int size;

    /** Returns which sequence the event should have; the contact goes on from the one that it has. */
    int advance(LogRow row) {
        if (4L * size >= 3L * next.length) grow();
        long idHigh = row.contactIdHigh();
        long idLow = row.contactIdLow();
        int slot = slot(idHigh, idLow);
        int expected = next[slot];
        if (expected == 0) {
            size++;
            ids[2 * slot] = idHigh;
            ids[2 * slot + 1] = idLow;
        }
        next[slot] = Math.max(1, row.sequence() + 1);
        return expected;
    }

    private int slot(long idHigh, long idLow) {
        long hash = (idHigh ^ idLow * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
        int slot = (int) (hash >>> 32) & next.length - 1;
        while (next[slot] != 0 && (ids[2 * slot] != idHigh || ids[2 * slot + 1] != idLow)) {
            slot = slot + 1 & next.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldNext = next;
        ids = new long[2 * oldIds.length];
        next = new int[2 * oldNext.length];
        for (int old = 0; old < oldNext.length; old++) {
            if (oldNext[old] == 0) continue;
            int slot = slot(oldIds[2 * old], oldIds[2 * old + 1]);
            ids[2 * slot] = oldIds[2 * old];
            ids[2 * slot + 1] = oldIds[2 * old + 1];
            next[slot] = oldNext[old];
        }
    }
}
