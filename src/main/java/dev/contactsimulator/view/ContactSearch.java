package dev.contactsimulator.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are looked for, and which page of them.
 *
 * @param criteria all of them must hold
 * @param limit the maximum number of contacts of a page
 * @param pageToken where the page begins: the one before says it
 */
public record ContactSearch(
        List<Criterion> criteria,
        Order order,
        int limit,
        @Nullable String pageToken) {

    /** By a time of the contacts; of equal times, by id. A time that a contact does not have yet lies in the future. */
    public record Order(Criterion.Time by, boolean descending) {

        public static final Order NEWEST_FIRST = new Order(Criterion.Time.INITIATED, true);
    }
}
