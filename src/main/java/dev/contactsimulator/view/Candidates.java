package dev.contactsimulator.view;

import dev.contactsimulator.view.ContactSearch.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that a search examines, from a place in its order on: so few that it takes some milliseconds, however many
 * contacts there are and however few of them are found.
 */
sealed interface Candidates permits FewCandidates, CandidateWalk {

    /** A query for their rows in the order of the search, behind {@code last} if there is one. */
    Sql rows(@Nullable PageToken last);

    /** A query for the id and the time of the last candidate, which finds one only if there may be more behind it. */
    Optional<Sql> end(@Nullable PageToken last);

    static String orderBy(Order order) {
        String direction = order.descending() ? " desc" : "";
        return "order by " + CriterionSql.column(order.by()) + direction + ", contact_id" + direction;
    }

    static Sql behind(Order order, @Nullable PageToken last) {
        if (last == null) return Sql.TRUE;
        return Sql.of(
                "(" + CriterionSql.column(order.by()) + ", contact_id) " + (order.descending() ? "<" : ">") + " (?, ?)",
                CriterionSql.at(last.at()),
                last.contactId());
    }
}
