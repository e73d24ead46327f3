package dev.contactsimulator.view;

/**
 * How many contacts are examined for a page, so that it takes a few milliseconds.
 *
 * @param scattered whose rows may lie anywhere in the table
 * @param adjacent of successive times, whose rows lie close to each other
 */
record SearchBounds(int scattered, int adjacent) {

    static final SearchBounds DEFAULT = new SearchBounds(2_000, 5_000);
}
