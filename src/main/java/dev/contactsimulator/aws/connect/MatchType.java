package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.NoneOf;
import java.util.List;

/** How several conditions of a search are combined ("SearchContactsMatchType"). */
enum MatchType {
    MATCH_ALL,
    MATCH_ANY,
    /** The same as MATCH_ALL, since all conditions here are exact. */
    MATCH_EXACT,
    MATCH_NONE;

    static final Criterion EVERYTHING = new AllOf(List.of());
    static final Criterion NOTHING = new AnyOf(List.of());

    private static final Enumeration<MatchType> MATCH_TYPE = Enumeration.of(MatchType.class);

    /** The MatchType of a structure; MATCH_ALL if it is absent. */
    static MatchType read(Members structure) {
        MatchType matching = structure.enumeration("MatchType", MATCH_TYPE);
        return matching == null ? MATCH_ALL : matching;
    }

    static MatchType readRequired(Members structure) {
        MatchType matching = structure.requiredEnumeration("MatchType", MATCH_TYPE);
        return matching == null ? MATCH_ALL : matching;
    }

    Criterion of(List<Criterion> conditions) {
        if (conditions.isEmpty()) return EVERYTHING;
        return switch (this) {
            case MATCH_ALL, MATCH_EXACT -> new AllOf(conditions);
            case MATCH_ANY -> new AnyOf(conditions);
            case MATCH_NONE -> new NoneOf(conditions);
        };
    }
}
