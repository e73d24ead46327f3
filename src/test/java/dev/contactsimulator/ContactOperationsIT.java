package dev.contactsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RawHttp.Response;
import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AssociatedContactSummary;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsRequest;
import software.amazon.awssdk.services.connect.model.SearchContactsResponse;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;

/** The operations on a contact as an unmodified SDK sees them. The comments name the test vectors of the fact sheet. */
class ContactOperationsIT {

    private static final String UNKNOWN = UUID.randomUUID().toString();

    private static RunningSimulator simulator;
    private static ConnectClient connect;
    private static Instance instance;

    private final Customer customer = Customer.of(simulator);

    @BeforeAll
    static void start() {
        simulator = RunningSimulator.shared();
        connect = simulator.connectClient();
        instance = simulator.bean(Instance.class);
    }

    @AfterAll
    static void stop() {
        connect.close();
    }

    private String contact() {
        return customer.says("hello").contactId();
    }

    private static Contact describe(String contactId) {
        return connect.describeContact(
                        request -> request.instanceId(instance.id()).contactId(contactId))
                .contact();
    }

    private static void stop(String contactId) {
        connect.stopContact(request -> request.instanceId(instance.id()).contactId(contactId));
    }

    private static void update(String contactId, Map<String, String> attributes) {
        connect.updateContactAttributes(request ->
                request.instanceId(instance.id()).initialContactId(contactId).attributes(attributes));
    }

    private static void tag(String contactId, Map<String, String> tags) {
        connect.tagContact(request ->
                request.instanceId(instance.id()).contactId(contactId).tags(tags));
    }

    private static SearchContactsResponse search(Consumer<SearchContactsRequest.Builder> search) {
        return connect.searchContacts(request -> {
            request.instanceId(instance.id())
                    .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                            .startTime(Instant.now().minus(Duration.ofDays(1)))
                            .endTime(Instant.now().plus(Duration.ofDays(1))));
            search.accept(request);
        });
    }

    @Test // 56
    void a_contact_is_stopped_once() {
        String contactId = contact();
        stop(contactId);
        Contact stopped = describe(contactId);
        assertThat(stopped.disconnectReason()).isEqualTo("API");
        stop(contactId);
        assertThat(describe(contactId)).isEqualTo(stopped);
        assertThat(customer.says("hello again").newChatCreated()).isTrue();
    }

    @Test // 56
    void an_unknown_contact_is_gone_and_an_unknown_instance_is_not_found() {
        for (String unknown : List.of(UNKNOWN, "no-uuid", "\u00fc")) {
            assertThatThrownBy(() -> stop(unknown))
                    .isInstanceOfSatisfying(
                            ContactNotFoundException.class,
                            error -> assertThat(error.statusCode()).isEqualTo(410));
            assertThatThrownBy(() -> describe(unknown)).isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> tag(unknown, Map.of("a", "b"))).isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> update(unknown, Map.of("a", "b"))).isInstanceOf(ResourceNotFoundException.class);
        }
        String contactId = contact();
        assertThatThrownBy(() -> connect.stopContact(
                        request -> request.instanceId(UNKNOWN).contactId(contactId)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> connect.describeContact(
                        request -> request.instanceId(UNKNOWN).contactId(contactId)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void an_instance_may_be_named_by_its_arn_in_body_and_path() {
        String contactId = contact();
        connect.tagContact(request ->
                request.instanceId(instance.arn()).contactId(contactId).tags(Map.of("a", "b")));
        assertThat(connect.describeContact(
                                request -> request.instanceId(instance.arn()).contactId(contactId))
                        .contact()
                        .tags())
                .containsEntry("a", "b");
    }

    @Test // 57
    void attributes_are_merged_by_key_also_after_the_end() {
        String contactId = contact();
        update(contactId, Map.of("a", "1", "b", "2"));
        customer.leaves();
        update(contactId, Map.of("b", "", "c", "3"));
        Map<String, String> merged = Map.of("a", "1", "b", "", "c", "3");
        assertThat(connect.getContactAttributes(
                                request -> request.instanceId(instance.id()).initialContactId(contactId))
                        .attributes())
                .isEqualTo(merged);
        assertThat(describe(contactId).attributes()).isEqualTo(merged);
    }

    @Test
    void attributes_that_are_not_allowed_are_refused_and_change_nothing() {
        String contactId = contact();
        update(contactId, Map.of("a", "x".repeat(30_000)));
        for (Map<String, String> wrong : List.of(Map.of("a b", ""), Map.of("b", "x".repeat(3_000)))) {
            assertThatThrownBy(() -> update(contactId, wrong)).isInstanceOf(InvalidParameterException.class);
        }
        assertThat(describe(contactId).attributes()).containsOnlyKeys("a");
    }

    @Test
    void what_changes_nothing_is_answered_with_success_and_leaves_no_event() {
        String contactId = contact();
        update(contactId, Map.of("plan", "gold"));
        tag(contactId, Map.of("a", "1"));
        int before = events(contactId).size();

        update(contactId, Map.of("plan", "gold"));
        tag(contactId, Map.of("a", "1"));
        connect.untagContact(request ->
                request.instanceId(instance.arn()).contactId(contactId).tagKeys("x"));

        assertThat(events(contactId)).hasSize(before);
    }

    @Test
    void a_retry_of_a_call_that_changed_nothing_changes_nothing_either() throws IOException {
        String contactId = contact();
        update(contactId, Map.of("plan", "gold"));
        byte[] call = RawHttp.request(
                "POST",
                "/contact/attributes",
                Map.of("amz-sdk-invocation-id", UUID.randomUUID().toString()),
                """
                {"InstanceId":"%s","InitialContactId":"%s","Attributes":{"plan":"gold"}}""".formatted(instance.id(), contactId).getBytes(UTF_8));
        int port = simulator.baseUrl().getPort();
        assertThat(RawHttp.exchange(port, call).status()).isEqualTo(200);
        update(contactId, Map.of("plan", "silver"));

        assertThat(RawHttp.exchange(port, call).status()).isEqualTo(200);
        assertThat(attributes(contactId)).containsEntry("plan", "silver");
    }

    private static List<StoredEvent> events(String contactId) {
        return simulator.bean(EventLog.class).readContact(UUID.fromString(contactId), 0, 100);
    }

    private static Map<String, String> attributes(String contactId) {
        return connect.getContactAttributes(
                        request -> request.instanceId(instance.id()).initialContactId(contactId))
                .attributes();
    }

    @Test // 59
    void tags_are_added_and_removed() {
        String contactId = contact();
        tag(contactId, Map.of("a", "1", "b:c/d", "2"));
        assertThat(describe(contactId).tags()).containsEntry("a", "1").containsEntry("b:c/d", "2");
        connect.untagContact(request ->
                request.instanceId(instance.arn()).contactId(contactId).tagKeys("b:c/d", "x"));
        assertThat(describe(contactId).tags()).containsEntry("a", "1").doesNotContainKey("b:c/d");
    }

    @Test // 59
    void tags_that_are_not_allowed_are_refused() {
        String contactId = contact();
        assertThatThrownBy(() -> tag(contactId, Map.of("aws:x", ""))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> tag(contactId, Map.of("a", "", "b", "", "c", "", "d", "", "e", "", "f", "", "g", "")))
                .isInstanceOf(InvalidParameterException.class);
        tag(contactId, Map.of("a", "", "b", "", "c", "", "d", ""));
        assertThatThrownBy(() -> tag(contactId, Map.of("e", "", "f", "", "g", "")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_search_finds_what_was_just_written_page_by_page() {
        String mark = UUID.randomUUID().toString();
        List<String> contactIds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            contactIds.addFirst(contact());
            update(contactIds.getFirst(), Map.of("mark", mark));
            customer.leaves();
        }
        Consumer<SearchContactsRequest.Builder> marked = request -> request.maxResults(2)
                .searchCriteria(criteria -> criteria.searchableContactAttributes(attributes ->
                        attributes.criteria(attribute -> attribute.key("mark").values(mark))));
        assertThat(search(marked).totalCount()).isEqualTo(5);
        List<ContactSearchSummary> found = connect
                .searchContactsPaginator(request -> {
                    request.instanceId(instance.id())
                            .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                    .startTime(Instant.now().minus(Duration.ofDays(1)))
                                    .endTime(Instant.now().plus(Duration.ofDays(1))));
                    marked.accept(request);
                })
                .stream()
                .flatMap(page -> page.contacts().stream())
                .toList();
        assertThat(found).extracting(ContactSearchSummary::id).isEqualTo(contactIds);
        assertThat(found).allSatisfy(contact -> {
            assertThat(contact.channelAsString()).isEqualTo("CHAT");
            assertThat(contact.initiationMethodAsString()).isEqualTo("API");
            assertThat(contact.disconnectTimestamp()).isNotNull();
            assertThat(contact.initialContactId()).isNull();
        });
    }

    @Test
    void criteria_that_no_chat_meets_find_nothing() {
        contact();
        assertThat(search(request -> {}).contacts()).isNotEmpty();
        SearchContactsResponse none = search(request -> request.searchCriteria(criteria -> criteria.agentIds("a")));
        assertThat(none.contacts()).isEmpty();
        assertThat(none.totalCount()).isZero();
        assertThat(none.nextToken()).isNull();
        assertThat(search(request -> request.searchCriteria(criteria ->
                                criteria.name(name -> name.searchText("x").matchType("MATCH_NONE"))))
                        .contacts())
                .isNotEmpty();
    }

    @Test
    void tags_are_searched_aws_own_included() throws IOException {
        String mark = UUID.randomUUID().toString();
        String contactId = contact();
        tag(contactId, Map.of("mark", mark));
        String search = """
                {"InstanceId":"%s","TimeRange":{"Type":"INITIATION_TIMESTAMP","StartTime":%d,"EndTime":%d.5},
                 "SearchCriteria":{"ContactTags":{"AndConditions":[{"TagKey":"mark","TagValue":"%s"},
                   {"TagKey":"aws:connect:instanceId","TagValue":"%s"}]}}}""".formatted(
                        instance.id(),
                        Instant.now().minusSeconds(60).getEpochSecond(),
                        Instant.now().plusSeconds(60).getEpochSecond(),
                        mark,
                        instance.id());
        Response found = RawHttp.exchange(simulator.baseUrl().getPort(), RawHttp.post("/search-contacts", search));
        assertThat(found.text()).contains("\"Id\":\"" + contactId + "\"", "\"TotalCount\":1");
    }

    @Test // 60
    void a_search_has_limits() {
        assertThatThrownBy(() -> search(request -> request.maxResults(101)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> search(request ->
                        request.timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(Instant.now().minus(Duration.ofDays(57)))
                                .endTime(Instant.now()))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> search(request -> request.nextToken("nonsense")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_contact_is_associated_with_itself() {
        String contactId = contact();
        List<AssociatedContactSummary> tree = connect.listAssociatedContacts(
                        request -> request.instanceId(instance.arn()).contactId(contactId))
                .contactSummaryList();
        assertThat(tree).hasSize(1);
        assertThat(tree.getFirst().contactId()).isEqualTo(contactId);
        assertThat(tree.getFirst().contactArn()).endsWith("/contact/" + contactId);
        assertThat(tree.getFirst().initiationTimestamp()).isNotNull();
        assertThatThrownBy(() -> connect.listAssociatedContacts(
                        request -> request.instanceId(instance.id()).contactId(UNKNOWN)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> connect.listAssociatedContacts(request ->
                        request.instanceId(instance.id()).contactId(contactId).maxResults(101)))
                .isInstanceOf(InvalidParameterException.class);
    }
}
