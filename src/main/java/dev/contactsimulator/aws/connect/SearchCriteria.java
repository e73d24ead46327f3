package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.HandledBy;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.InQueue;
import dev.contactsimulator.view.Criterion.InitiatedBy;
import dev.contactsimulator.view.Criterion.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The criteria of SearchContacts. Criteria for properties that no chat here has (hierarchy groups, names) match nothing.
 * Criteria that need a feature which is not simulated are refused, not ignored.
 */
final class SearchCriteria {

    private static final List<String> NOT_SIMULATED_MEMBERS =
            List.of("ContactAnalysis", "RoutingCriteria", "ActiveRegions");
    private static final String NOT_SIMULATED = "Member is not simulated: leave it out";

    private static final Size UP_TO_100 = Size.atMost(100);
    private static final Length AGENT_ID = Length.between(1, 256);
    private static final Length SEARCH_TEXT = Length.atMost(128);

    private static final Length ATTRIBUTE_KEY = Length.between(1, 100);
    private static final Length ATTRIBUTE_VALUE = Length.atMost(100);
    private static final Length SEGMENT_ATTRIBUTE_KEY = Length.between(1, 64);
    private static final Length SEGMENT_ATTRIBUTE_VALUE = Length.atMost(128);

    enum Channel {
        VOICE,
        CHAT,
        TASK,
        EMAIL
    }

    /** "ContactInitiationMethod" */
    enum AnyInitiationMethod {
        INBOUND,
        OUTBOUND,
        TRANSFER,
        QUEUE_TRANSFER,
        CALLBACK,
        API,
        DISCONNECT,
        MONITOR,
        EXTERNAL_OUTBOUND,
        WEBRTC_API,
        AGENT_REPLY,
        FLOW
    }

    private static final Enumeration<Channel> CHANNEL = Enumeration.of(Channel.class);
    private static final Enumeration<AnyInitiationMethod> INITIATION_METHOD = Enumeration.of(AnyInitiationMethod.class);

    private final Members members;
    private final List<Criterion> criteria = new ArrayList<>();

    private SearchCriteria(Members members) {
        this.members = members;
    }

    static List<Criterion> read(Members members) {
        SearchCriteria reader = new SearchCriteria(members);
        reader.readChannels();
        reader.readAgentsAndQueues();
        reader.readName();
        reader.readAttributes();
        reader.readAdditionalTimeRange();
        reader.readTags();
        for (String absent : NOT_SIMULATED_MEMBERS) {
            if (members.has(absent)) members.violation(absent, NOT_SIMULATED);
        }
        return reader.criteria;
    }

    private void readChannels() {
        List<Channel> channels = members.enumerations("Channels", Size.ANY, CHANNEL);
        if (channels != null && !channels.isEmpty() && !channels.contains(Channel.CHAT)) {
            criteria.add(MatchType.NOTHING);
        }
        List<AnyInitiationMethod> methods = members.enumerations("InitiationMethods", Size.ANY, INITIATION_METHOD);
        if (methods == null || methods.isEmpty()) return;
        List<InitiationMethod> ofChats = Stream.of(InitiationMethod.values())
                .filter(ours -> methods.contains(AnyInitiationMethod.valueOf(ours.name())))
                .toList();
        criteria.add(ofChats.isEmpty() ? MatchType.NOTHING : new InitiatedBy(ofChats));
    }

    private void readAgentsAndQueues() {
        List<String> agents = members.strings("AgentIds", UP_TO_100, AGENT_ID);
        List<String> queues = members.strings("QueueIds", UP_TO_100, Length.any());
        if (agents != null && !agents.isEmpty()) criteria.add(new HandledBy(agents));
        if (queues != null && !queues.isEmpty()) criteria.add(new InQueue(queues));
        if (asksForHierarchyGroups()) criteria.add(MatchType.NOTHING);
    }

    private boolean asksForHierarchyGroups() {
        Members groups = members.structure("AgentHierarchyGroups");
        if (groups == null) return false;
        boolean asks = false;
        for (String level : List.of("L1Ids", "L2Ids", "L3Ids", "L4Ids", "L5Ids")) {
            List<String> ids = groups.strings(level, Size.atMost(10), Length.any());
            asks |= ids != null && !ids.isEmpty();
        }
        return asks;
    }

    private void readName() {
        Members name = members.structure("Name");
        if (name == null) return;
        List<String> texts = name.requiredStrings("SearchText", UP_TO_100, SEARCH_TEXT);
        List<Criterion> none = texts.stream().map(text -> MatchType.NOTHING).toList();
        criteria.add(MatchType.readRequired(name).of(none));
    }

    private void readAttributes() {
        Members attributes = members.structure("SearchableContactAttributes");
        if (attributes != null) {
            criteria.add(MatchType.read(attributes)
                    .of(attributes.requiredStructures("Criteria", Size.atMost(15), SearchCriteria::attribute)));
        }
        Members segment = members.structure("SearchableSegmentAttributes");
        if (segment != null) {
            criteria.add(MatchType.read(segment)
                    .of(segment.requiredStructures("Criteria", Size.between(1, 15), SearchCriteria::segmentAttribute)));
        }
    }

    private static Criterion attribute(Members criterion) {
        String key = criterion.requiredString("Key", ATTRIBUTE_KEY);
        List<String> values = criterion.requiredStrings("Values", Size.atMost(20), ATTRIBUTE_VALUE);
        return values.isEmpty() ? new HasKey(Pairs.ATTRIBUTES, key) : new Has(Pairs.ATTRIBUTES, key, values);
    }

    private static Criterion segmentAttribute(Members criterion) {
        String key = criterion.requiredString("Key", SEGMENT_ATTRIBUTE_KEY);
        List<String> values = criterion.requiredStrings("Values", Size.between(1, 20), SEGMENT_ATTRIBUTE_VALUE);
        if (key.equals(ChatContacts.DIRECTION)) {
            return values.contains(ChatContacts.INBOUND) ? MatchType.EVERYTHING : MatchType.NOTHING;
        }
        return new Has(Pairs.SEGMENT_ATTRIBUTES, key, values);
    }

    private void readAdditionalTimeRange() {
        Members additional = members.structure("AdditionalTimeRange");
        if (additional == null) return;
        criteria.add(MatchType.readRequired(additional)
                .of(additional.requiredStructures("Criteria", Size.ANY, SearchCriteria::timeRange)));
    }

    private static Criterion timeRange(Members criterion) {
        List<Criterion> both = new ArrayList<>(2);
        Members range = criterion.structure("TimeRange");
        if (range != null) both.add(TimeRanges.read(range));
        Members condition = criterion.structure("TimestampCondition");
        if (condition != null) both.add(TimeRanges.readCondition(condition));
        return MatchType.MATCH_ALL.of(both);
    }

    private void readTags() {
        Members tags = members.structure("ContactTags");
        if (tags != null) criteria.add(TagFilter.read(tags));
    }
}
