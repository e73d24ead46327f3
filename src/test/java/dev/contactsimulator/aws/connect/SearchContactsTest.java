package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Requests;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.HandledBy;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.InQueue;
import dev.contactsimulator.view.Criterion.InitiatedBy;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.NoneOf;
import dev.contactsimulator.view.Criterion.Pairs;
import dev.contactsimulator.view.Criterion.Reached;
import dev.contactsimulator.view.Criterion.Stage;
import dev.contactsimulator.view.Criterion.Time;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a search for contacts is understood. */
class SearchContactsTest {

    private static final Instance INSTANCE = new Instance(new AwsSettings("us-east-1", "111122223333"), "i");
    private static final long DAY = 86_400;
    private static final long START = 1_700_000_000;
    private static final Criterion RANGE =
            new Between(Time.INITIATED, Instant.ofEpochSecond(START), Instant.ofEpochSecond(START + DAY));

    private static ObjectNode json(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    private static ObjectNode request(String type, long start, long end) {
        ObjectNode request = json("{'InstanceId':'i'}");
        request.putObject("TimeRange").put("Type", type).put("StartTime", start).put("EndTime", end);
        return request;
    }

    private static ObjectNode request() {
        return request("INITIATION_TIMESTAMP", START, START + DAY);
    }

    private static ContactSearch read(ObjectNode request) {
        return Requests.readBody(request.toString(), SearchContacts.Request::read)
                .toSearch(INSTANCE);
    }

    private static void assertRefused(ObjectNode request, String path) {
        assertThatThrownBy(() -> read(request)).isInstanceOfSatisfying(AwsException.class, error -> {
            assertThat(error.type()).isEqualTo(ErrorType.INVALID_PARAMETER);
            assertThat(error).message().contains("Value at '" + path + "' failed");
        });
    }

    @Test
    void a_search_is_for_the_newest_hundred_contacts_of_the_instance_unless_it_says_more() {
        assertThat(read(request()))
                .isEqualTo(new ContactSearch(
                        List.of(new InInstance("i"), RANGE), ContactSearch.Order.NEWEST_FIRST, 100, null));
    }

    @Test
    void an_instance_and_a_time_range_are_required() {
        assertRefused(json("{}"), "/InstanceId");
        assertRefused(json("{}"), "/TimeRange");
        assertRefused(json("{'InstanceId':'i','TimeRange':{}}"), "/TimeRange/StartTime");
    }

    @Test
    void a_time_range_has_eight_weeks_at_most_and_runs_forward() {
        assertThat(read(request("INITIATION_TIMESTAMP", START, START + 56 * DAY)))
                .isNotNull();
        assertRefused(request("INITIATION_TIMESTAMP", START, START + 56 * DAY + 1), "/TimeRange/EndTime");
        assertRefused(request("INITIATION_TIMESTAMP", START, START + 57 * DAY), "/TimeRange/EndTime");
        assertThat(read(request("INITIATION_TIMESTAMP", START, START))).isNotNull();
        assertRefused(request("INITIATION_TIMESTAMP", START, START - 1), "/TimeRange/StartTime");
        assertRefused(request("YESTERDAY", START, START), "/TimeRange/Type");
    }

    @Test
    void no_chat_is_scheduled() {
        assertThat(read(request("SCHEDULED_TIMESTAMP", START, START)).criteria())
                .containsExactly(new InInstance("i"), MatchType.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"CONNECTED_TO_AGENT_TIMESTAMP, CONNECTED_TO_AGENT", "ENQUEUE_TIMESTAMP, QUEUED"})
    void a_chat_has_the_times_of_its_agent_and_its_queue(String type, Stage stage) {
        assertThat(read(request(type, START, START)).criteria().getLast())
                .isInstanceOfSatisfying(
                        Reached.class, reached -> assertThat(reached.stage()).isEqualTo(stage));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void a_page_has_one_to_a_hundred_contacts(int maxResults) {
        assertRefused(request().put("MaxResults", maxResults), "/MaxResults");
        assertThat(read(request().put("MaxResults", 1)).limit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "INITIATION_TIMESTAMP, ASCENDING, INITIATED, false",
        "DISCONNECT_TIMESTAMP, DESCENDING, ENDED, true",
        "EXPIRY_TIMESTAMP, ASCENDING, EXPIRES, false",
        "CHANNEL, DESCENDING, INITIATED, true"
    })
    void contacts_are_sorted_by_a_time(String field, String order, Time by, boolean descending) {
        ObjectNode request = request();
        request.putObject("Sort").put("FieldName", field).put("Order", order);
        assertThat(read(request).order()).isEqualTo(new ContactSearch.Order(by, descending));
    }

    @Test
    void a_sort_names_field_and_order() {
        ObjectNode request = request();
        request.putObject("Sort").put("FieldName", "NAME");
        assertRefused(request, "/Sort/FieldName");
        assertRefused(request, "/Sort/Order");
    }

    static Stream<Arguments> criteria() {
        Has vip = new Has(Pairs.ATTRIBUTES, "k", List.of("a", "b"));
        String attribute = "{'Key':'k','Values':['a','b']}";
        Has sms = new Has(Pairs.SEGMENT_ATTRIBUTES, "connect:Subtype", List.of("connect:SMS"));
        return Stream.of(
                Arguments.of("{}", null),
                Arguments.of("{'Channels':['VOICE','CHAT']}", null),
                Arguments.of("{'Channels':[]}", null),
                Arguments.of("{'Channels':['VOICE']}", MatchType.NOTHING),
                Arguments.of("{'InitiationMethods':['API','FLOW']}", new InitiatedBy(List.of(InitiationMethod.API))),
                Arguments.of("{'InitiationMethods':['INBOUND','OUTBOUND']}", MatchType.NOTHING),
                Arguments.of("{'AgentIds':['a']}", new HandledBy(List.of("a"))),
                Arguments.of("{'AgentIds':[]}", null),
                Arguments.of("{'QueueIds':['q']}", new InQueue(List.of("q"))),
                Arguments.of("{'AgentHierarchyGroups':{'L3Ids':['g']}}", MatchType.NOTHING),
                Arguments.of("{'AgentHierarchyGroups':{'L3Ids':[]}}", null),
                Arguments.of(
                        "{'Name':{'SearchText':['x'],'MatchType':'MATCH_ANY'}}", new AnyOf(List.of(MatchType.NOTHING))),
                Arguments.of(
                        "{'Name':{'SearchText':['x'],'MatchType':'MATCH_NONE'}}",
                        new NoneOf(List.of(MatchType.NOTHING))),
                Arguments.of(
                        "{'SearchableContactAttributes':{'Criteria':[" + attribute + "]}}", new AllOf(List.of(vip))),
                Arguments.of(
                        "{'SearchableContactAttributes':{'Criteria':[" + attribute + "],'MatchType':'MATCH_NONE'}}",
                        new NoneOf(List.of(vip))),
                Arguments.of(
                        "{'SearchableContactAttributes':{'Criteria':[{'Key':'k','Values':[]}],'MatchType':'MATCH_ANY'}}",
                        new AnyOf(List.of(new HasKey(Pairs.ATTRIBUTES, "k")))),
                Arguments.of(
                        "{'SearchableSegmentAttributes':{'Criteria':[{'Key':'connect:Subtype','Values':['connect:SMS']}]}}",
                        new AllOf(List.of(sms))),
                Arguments.of(
                        "{'SearchableSegmentAttributes':{'Criteria':[{'Key':'connect:Direction','Values':['OUTBOUND']}]}}",
                        new AllOf(List.of(MatchType.NOTHING))),
                Arguments.of(
                        "{'ContactTags':{'TagCondition':{'TagKey':'t','TagValue':'v'}}}",
                        new AllOf(List.of(new Has(Pairs.TAGS, "t", List.of("v"))))),
                Arguments.of(
                        "{'ContactTags':{'AndConditions':[{'TagKey':'t'},{'TagKey':'aws:connect:instanceId','TagValue':'i'}]}}",
                        new AllOf(List.of(new HasKey(Pairs.TAGS, "t"), new InInstance("i")))),
                Arguments.of(
                        "{'ContactTags':{'OrConditions':[[{'TagKey':'t'}],[{'TagKey':'u'}]]}}",
                        new AllOf(List.of(new AnyOf(List.of(
                                new AllOf(List.of(new HasKey(Pairs.TAGS, "t"))),
                                new AllOf(List.of(new HasKey(Pairs.TAGS, "u")))))))),
                Arguments.of(
                        "{'AdditionalTimeRange':{'MatchType':'MATCH_ANY','Criteria':[{'TimestampCondition':"
                                + "{'Type':'DISCONNECT_TIMESTAMP','ConditionType':'NOT_EXISTS'}}]}}",
                        new AnyOf(List.of(new AllOf(List.of(new IsActive(true)))))));
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void criteria_are_what_they_mean_for_chats(String criteria, Criterion expected) {
        ObjectNode request = request();
        request.set("SearchCriteria", json(criteria));
        List<Criterion> all = read(request).criteria();
        assertThat(all.subList(2, all.size())).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'ContactAnalysis':{'Transcript':{'Criteria':[]}}}; /SearchCriteria/ContactAnalysis",
                "{'RoutingCriteria':{}}; /SearchCriteria/RoutingCriteria",
                "{'ActiveRegions':['us-east-1']}; /SearchCriteria/ActiveRegions"
            })
    void criteria_that_are_not_simulated_are_not_passed_over_in_silence(String criteria, String path) {
        ObjectNode request = request();
        request.set("SearchCriteria", json(criteria));
        assertRefused(request, path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'Channels':['FAX']}; /SearchCriteria/Channels/1",
                "{'SearchableContactAttributes':{}}; /SearchCriteria/SearchableContactAttributes/Criteria",
                "{'SearchableSegmentAttributes':{'Criteria':[]}}; /SearchCriteria/SearchableSegmentAttributes/Criteria",
                "{'SearchableContactAttributes':{'Criteria':[{}]}}; /SearchCriteria/SearchableContactAttributes/Criteria/1/Key",
                "{'AdditionalTimeRange':{'Criteria':[]}}; /SearchCriteria/AdditionalTimeRange/MatchType",
                "{'Name':{'MatchType':'MATCH_ANY'}}; /SearchCriteria/Name/SearchText",
                "{'AgentHierarchyGroups':{'L1Ids':[null]}}; /SearchCriteria/AgentHierarchyGroups/L1Ids/1",
                "{'AgentIds':['a'],'AgentHierarchyGroups':{'L1Ids':[null]}}; /SearchCriteria/AgentHierarchyGroups/L1Ids/1",
                "{'QueueIds':['q'],'AgentHierarchyGroups':{'L5Ids':[null]}}; /SearchCriteria/AgentHierarchyGroups/L5Ids/1"
            })
    void criteria_have_constraints(String criteria, String path) {
        ObjectNode request = request();
        request.set("SearchCriteria", json(criteria));
        assertRefused(request, path);
    }
}
