package dev.contactsimulator.view;

import dev.contactsimulator.view.ContactSearch.Order;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.FromSource;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.Criterion.ToDestination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that come next in an index that has the order of the search.
 *
 * @param index the criterion for which the index is read, or else all contacts are
 * @param range where in the order the contacts lie that are looked for
 * @param length how many they are at most
 */
record CandidateWalk(Order order, Optional<Criterion> index, Sql range, int length) implements Candidates {

    /** How far the clocks of nodes may differ: a contact may seem to end before it began. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    static CandidateWalk of(ContactSearch search, SearchBounds bounds) {
        Time by = search.order().by();
        List<Criterion> criteria = search.required();
        Optional<Criterion> index =
                criteria.stream().filter(each -> isIndexed(by, each)).findFirst();
        int length = index.isPresent() ? bounds.scattered() : bounds.adjacent();
        return new CandidateWalk(search.order(), index, range(by, criteria), length);
    }

    /** Whether an index has the contacts that meet the criterion in this order. */
    private static boolean isIndexed(Time by, Criterion criterion) {
        return switch (criterion) {
            case FromSource _, ToDestination _ -> by == Time.INITIATED;
            case Has has -> by == Time.INITIATED && has.values().size() == 1;
            case IsActive(boolean active) -> active && by != Time.ENDED;
            default -> false;
        };
    }

    private static Sql range(Time by, List<Criterion> criteria) {
        List<Sql> ranges = new ArrayList<>();
        String column = CriterionSql.column(by);
        for (Criterion criterion : criteria) {
            if (criterion instanceof IsActive(boolean active) && by == Time.ENDED) {
                ranges.add(Sql.of(column + (active ? " = ?" : " < ?"), CriterionSql.at(PageToken.NOT_YET)));
            }
            if (!(criterion instanceof Between(Time time, Instant from, Instant to))) continue;
            if (time == by) {
                ranges.add(CriterionSql.between(by, from, to));
            } else if (time == Time.INITIATED) { // the other times come after it
                ranges.add(Sql.of(column + " >= ?", CriterionSql.at(from.minus(CLOCK_SKEW))));
            } else if (by == Time.INITIATED) {
                ranges.add(Sql.of(column + " <= ?", CriterionSql.at(to.plus(CLOCK_SKEW))));
            }
        }
        return Sql.allOf(ranges);
    }

    @Override
    public Sql rows(@Nullable PageToken last) {
        if (!(index.orElse(null) instanceof Has)) return next("*", last);
        String direction = order.descending() ? " desc" : "";
        return Sql.format(
                "select contact_view.* from (%s) pair join contact_view using (contact_id) order by pair.initiated_at"
                        + direction + ", pair.contact_id" + direction,
                next("contact_id, initiated_at", last));
    }

    @Override
    public Optional<Sql> end(@Nullable PageToken last) {
        String columns = "contact_id, " + CriterionSql.column(order.by()) + " as at";
        return Optional.of(Sql.format("%s offset " + (length - 1), next(columns, last)));
    }

    private Sql next(String columns, @Nullable PageToken last) {
        return Sql.format(
                "select " + columns + " from %s and %s and %s " + Candidates.orderBy(order) + " limit " + length,
                index.map(CriterionSql::indexed).orElse(Sql.of("contact_view where true")),
                range,
                Candidates.behind(order, last));
    }
}
