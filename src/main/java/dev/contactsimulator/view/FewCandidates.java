package dev.contactsimulator.view;

import dev.contactsimulator.view.ContactSearch.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All contacts that an index finds for one of the criteria, since they are few.
 *
 * @param ids a query for their ids
 */
record FewCandidates(Order order, Sql ids) implements Candidates {

    @Override
    public Sql rows(@Nullable PageToken last) {
        return Sql.format(
                "select * from contact_view where contact_id = any (array(%s)) and %s " + Candidates.orderBy(order),
                ids,
                Candidates.behind(order, last));
    }

    @Override
    public Optional<Sql> end(@Nullable PageToken last) {
        return Optional.empty();
    }
}
