package dev.contactsimulator.view;

import dev.contactsimulator.view.Criterion.AllOf;
import java.util.List;
import java.util.stream.Stream;
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

    /** The criteria, and those of which they are made, that each contact must meet. */
    List<Criterion> required() {
        return criteria.stream().flatMap(ContactSearch::required).toList();
    }

    private static Stream<Criterion> required(Criterion criterion) {
        return criterion instanceof AllOf(List<Criterion> all)
                ? all.stream().flatMap(ContactSearch::required)
                : Stream.of(criterion);
    }

    /** By a time of the contacts; of equal times, by id. A time that a contact does not have yet lies in the future. */
    public record Order(Criterion.Time by, boolean descending) {

        public static final Order NEWEST_FIRST = new Order(Criterion.Time.INITIATED, true);
    }
}
