package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.Enumeration;
import dev.contactsimulator.aws.Members;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.NoneOf;
import java.util.List;

/** How several conditions of a search go together ("SearchContactsMatchType"). */
enum Matching {
    MATCH_ALL,
    MATCH_ANY,
    /** Says nothing else than MATCH_ALL where each condition is exact, as all of ours are. */
    MATCH_EXACT,
    MATCH_NONE;

    static final Criterion EVERYTHING = new AllOf(List.of());
    static final Criterion NOTHING = new AnyOf(List.of());

    private static final Enumeration<Matching> MATCH_TYPE = Enumeration.of(Matching.class);

    /** The MatchType of a structure; MATCH_ALL if it says nothing. */
    static Matching read(Members structure) {
        Matching matching = structure.enumeration("MatchType", MATCH_TYPE);
        return matching == null ? MATCH_ALL : matching;
    }

    static Matching readRequired(Members structure) {
        Matching matching = structure.requiredEnumeration("MatchType", MATCH_TYPE);
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
