package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.InInstance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request of SearchContacts. */
record SearchContactsRequest(
        String instanceId,
        Criterion timeRange,
        List<Criterion> searchCriteria,
        int maxResults,
        @Nullable String nextToken,
        ContactSearch.Order sort) {

    /** The longest page, and how long a page is if nothing is said; the model has no default. */
    private static final int MAX_RESULTS = 100;

    private static final Length NEXT_TOKEN = Length.between(1, 100_000);

    /** "SortableFieldName" */
    enum SortableFieldName {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        INITIATION_METHOD,
        CHANNEL,
        EXPIRY_TIMESTAMP
    }

    enum SortOrder {
        ASCENDING,
        DESCENDING
    }

    private static final Enumeration<SortableFieldName> FIELD_NAME = Enumeration.of(SortableFieldName.class);
    private static final Enumeration<SortOrder> ORDER = Enumeration.of(SortOrder.class);

    static SearchContactsRequest read(Members request) {
        String instanceId = request.requiredString("InstanceId", ContactMembers.INSTANCE_ID);
        Members criteria = request.structure("SearchCriteria");
        Integer maxResults = request.integer("MaxResults", 1, MAX_RESULTS);
        return new SearchContactsRequest(
                instanceId,
                TimeRanges.read(request.requiredStructure("TimeRange")),
                criteria == null ? List.of() : SearchCriteria.read(criteria),
                maxResults == null ? MAX_RESULTS : maxResults,
                request.string("NextToken", NEXT_TOKEN),
                sort(request.structure("Sort")));
    }

    private static ContactSearch.Order sort(@Nullable Members sort) {
        if (sort == null) return ContactSearch.Order.NEWEST_FIRST;
        SortableFieldName field = sort.requiredEnumeration("FieldName", FIELD_NAME);
        boolean descending = sort.requiredEnumeration("Order", ORDER) == SortOrder.DESCENDING;
        return new ContactSearch.Order(
                switch (field) {
                    case DISCONNECT_TIMESTAMP -> Criterion.Time.ENDED;
                    case EXPIRY_TIMESTAMP -> Criterion.Time.EXPIRES;
                    // In the others all chats are alike, so the next thing that differs decides.
                    case INITIATION_TIMESTAMP,
                            SCHEDULED_TIMESTAMP,
                            CONNECTED_TO_AGENT_TIMESTAMP,
                            INITIATION_METHOD,
                            CHANNEL -> Criterion.Time.INITIATED;
                    case null -> Criterion.Time.INITIATED;
                },
                descending);
    }

    ContactSearch toSearch(Instance instance) {
        List<Criterion> all = new ArrayList<>();
        all.add(new InInstance(instance.id()));
        all.add(timeRange);
        all.addAll(searchCriteria);
        return new ContactSearch(all, sort, maxResults, nextToken);
    }
}
