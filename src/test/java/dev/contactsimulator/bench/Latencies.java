package dev.contactsimulator.bench;

/** How long things took: counted in steps of a microsecond up to a second, then of a millisecond up to a minute. */
final class Latencies {

    private static final int FINE = 1_000_000;
    private static final int COARSE = 60_000;

    private final int[] micros = new int[FINE];
    private final int[] millis = new int[COARSE];
    private long count;

    void add(long nanos) {
        long us = nanos / 1_000;
        if (us < FINE) micros[(int) us]++;
        else millis[(int) Math.min(us / 1_000, COARSE - 1)]++;
        count++;
    }

    long count() {
        return count;
    }

    /** In milliseconds. */
    double percentile(double percent) {
        long rank = (long) Math.ceil(count * percent / 100);
        for (int us = 0; us < FINE; us++) {
            rank -= micros[us];
            if (rank <= 0) return us / 1_000.0;
        }
        for (int ms = 0; ms < COARSE; ms++) {
            rank -= millis[ms];
            if (rank <= 0) return ms;
        }
        return COARSE;
    }
}
