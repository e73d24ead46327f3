package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ContactSummaries.ContactSearchSummary;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.view.ContactPage;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.InInstance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds contacts by time and by {@link SearchCriteria}. */
@Component
final class SearchContacts implements Operation {

    private final ContactQueries contacts;
    private final Instances instances;
    private final Destinations destinations;

    SearchContacts(ContactQueries contacts, Instances instances, Destinations destinations) {
        this.contacts = contacts;
        this.instances = instances;
        this.destinations = destinations;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST", "/search-contacts", "SearchContacts", ErrorType.INVALID_PARAMETER, Request::read, this::search);
    }

    /** @param criteria all that must hold */
    record Request(
            String instanceId,
            List<Criterion> criteria,
            int maxResults,
            @Nullable String nextToken,
            ContactSearch.Order sort) {

        /** The maximum and the default page size; the model has no default. */
        private static final int MAX_RESULTS = 100;

        private static final Length NEXT_TOKEN = Length.between(1, 100_000);

        static Request read(AwsRequest request) {
            Members body = request.body();
            Integer maxResults = body.integer("MaxResults", 1, MAX_RESULTS);
            return new Request(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    criteria(body),
                    maxResults == null ? MAX_RESULTS : maxResults,
                    body.string("NextToken", NEXT_TOKEN),
                    Sort.read(body.structure("Sort")));
        }

        private static List<Criterion> criteria(Members body) {
            List<Criterion> criteria = new ArrayList<>();
            criteria.add(TimeRanges.read(body.requiredStructure("TimeRange")));
            Members more = body.structure("SearchCriteria");
            if (more != null) criteria.addAll(SearchCriteria.read(more));
            return criteria;
        }

        ContactSearch toSearch(Instance instance) {
            List<Criterion> all = new ArrayList<>();
            all.add(new InInstance(instance.id()));
            all.addAll(criteria);
            return new ContactSearch(all, sort, maxResults, nextToken);
        }
    }

    /** "Sort" */
    private static final class Sort {

        /** "SortableFieldName" */
        enum FieldName {
            INITIATION_TIMESTAMP,
            SCHEDULED_TIMESTAMP,
            CONNECTED_TO_AGENT_TIMESTAMP,
            DISCONNECT_TIMESTAMP,
            INITIATION_METHOD,
            CHANNEL,
            EXPIRY_TIMESTAMP
        }

        /** "SortOrder" */
        enum Order {
            ASCENDING,
            DESCENDING
        }

        private static final Enumeration<FieldName> FIELD_NAME = Enumeration.of(FieldName.class);
        private static final Enumeration<Order> ORDER = Enumeration.of(Order.class);

        static ContactSearch.Order read(@Nullable Members sort) {
            if (sort == null) return ContactSearch.Order.NEWEST_FIRST;
            FieldName field = sort.requiredEnumeration("FieldName", FIELD_NAME);
            boolean descending = sort.requiredEnumeration("Order", ORDER) == Order.DESCENDING;
            return new ContactSearch.Order(
                    switch (field) {
                        case DISCONNECT_TIMESTAMP -> Criterion.Time.ENDED;
                        case EXPIRY_TIMESTAMP -> Criterion.Time.EXPIRES;
                        // All chats have the same value in the other fields, so the next key decides.
                        case INITIATION_TIMESTAMP,
                                SCHEDULED_TIMESTAMP,
                                CONNECTED_TO_AGENT_TIMESTAMP,
                                INITIATION_METHOD,
                                CHANNEL -> Criterion.Time.INITIATED;
                        case null -> Criterion.Time.INITIATED;
                    },
                    descending);
        }

        private Sort() {}
    }

    record Response(
            List<ContactSearchSummary> contacts, @Nullable String nextToken, long totalCount) {}

    private AwsResponse search(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        ContactPage page = contacts.search(request.toSearch(instance));
        Destinations.Numbers numbers = destinations.numbers();
        return AwsResponse.of(new Response(
                page.contacts().stream()
                        .map(row -> ContactSummaries.found(row, instance, numbers))
                        .toList(),
                page.nextToken(),
                page.totalCount()));
    }
}
