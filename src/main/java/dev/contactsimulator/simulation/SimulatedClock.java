package dev.contactsimulator.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of all that is simulated: expiry, timers, tokens, ids with a time. To read it costs no query; {@link
 * ClockStore} tells it of changes by any node. Time-outs, leases and back-off do not use it, but monotonic real time.
 */
public final class SimulatedClock extends Clock {

    private final Clock real;
    private volatile StoredClock stored = StoredClock.NONE;

    /** @param real real time, in milliseconds */
    SimulatedClock(Clock real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return stored.setting().at(real.instant());
    }

    Instant realTime() {
        return real.instant();
    }

    ClockSetting setting() {
        return stored.setting();
    }

    /** Takes a setting that was read from the database, unless it is older than the one that is known. */
    synchronized void accept(StoredClock read) {
        if (read.isNewerThan(stored)) stored = read;
    }

    synchronized void replace(StoredClock read) {
        stored = read;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulator knows UTC only");
    }
}
