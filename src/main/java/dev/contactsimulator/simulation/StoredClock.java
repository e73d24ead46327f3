package dev.contactsimulator.simulation;

/**
 * The setting of the clock as it is in the database.
 *
 * @param epoch of the log: a reset sets the clock back to real time
 * @param version counts the changes in the epoch; 0 if there was none
 */
record StoredClock(int epoch, long version, ClockSetting setting) {

    static final StoredClock NONE = new StoredClock(-1, 0, ClockSetting.REAL);

    boolean isNewerThan(StoredClock other) {
        return epoch != other.epoch ? epoch > other.epoch : version > other.version;
    }

    StoredClock followedBy(ClockSetting next) {
        return new StoredClock(epoch, version + 1, next);
    }
}
