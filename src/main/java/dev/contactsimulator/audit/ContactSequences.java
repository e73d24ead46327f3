package dev.contactsimulator.audit;

/**
 * Which sequence comes next for each contact. A hash table of primitives: a log may have millions of contacts, and this
 * takes some 30 bytes for each.
 */
final class ContactSequences {

    private long[] ids = new long[2 << 10];
    private int[] next = new int[1 << 10];
    private int size;

    /** Whether the sequence is the next of the contact; if so, it is counted. */
    boolean advance(long idHigh, long idLow, int sequence) {
        if (4L * size >= 3L * next.length) grow();
        int slot = slot(idHigh, idLow);
        if (sequence != next[slot]) return false;
        if (sequence == 0) {
            size++;
            ids[2 * slot] = idHigh;
            ids[2 * slot + 1] = idLow;
        }
        next[slot]++;
        return true;
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
