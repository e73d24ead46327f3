package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.Pairs;
import java.util.ArrayList;
import java.util.List;

/** Which tags a contact must have ("ControlPlaneTagFilter"): all conditions of the filter must hold. */
final class TagFilter {

    static Criterion read(Members filter) {
        List<Criterion> all = new ArrayList<>();
        List<Criterion> any = filter.lists("OrConditions", Size.ANY, TagFilter::condition, AllOf::new);
        if (any != null && !any.isEmpty()) all.add(new AnyOf(any));
        List<Criterion> each = filter.structures("AndConditions", Size.ANY, TagFilter::condition);
        if (each != null) all.addAll(each);
        Members one = filter.structure("TagCondition");
        if (one != null) all.add(condition(one));
        return new AllOf(all);
    }

    private static Criterion condition(Members condition) {
        String key = condition.string("TagKey", Length.any());
        String value = condition.string("TagValue", Length.any());
        if (key == null) return MatchType.EVERYTHING;
        if (key.equals(ChatContacts.INSTANCE_TAG)) return value == null ? MatchType.EVERYTHING : new InInstance(value);
        return value == null ? new HasKey(Pairs.TAGS, key) : new Has(Pairs.TAGS, key, List.of(value));
    }

    private TagFilter() {}
}
