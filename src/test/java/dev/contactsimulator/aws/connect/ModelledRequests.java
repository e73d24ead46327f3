package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ServiceModel.Location;
import dev.contactsimulator.aws.connect.ServiceModel.Member;
import dev.contactsimulator.aws.connect.ServiceModel.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one operation, made from its service model: one that has every member, and for each member, however deep,
 * variants of it in which that member is missing, of another JSON type, or at and beyond each of its bounds.
 */
final class ModelledRequests {

    /** What must become of a request. */
    sealed interface Expectation {

        /** It is read. */
        record Accepted() implements Expectation {}

        /** The member is not what is wrong with it: other members may have to go with its value. */
        record AcceptedAt(String path) implements Expectation {}

        /** It is read, and what was read shows that the member was not there. */
        record Different() implements Expectation {}

        /** The error for invalid values, which names the path. */
        record Invalid(String path) implements Expectation {}

        /** A SerializationException that names the path. */
        record Malformed(String path) implements Expectation {}
    }

    /** @param members of the operation's input, by the names of the model */
    record Variant(String what, Map<String, @Nullable Object> members, Expectation expected) {

        @Override
        public String toString() {
            return what + ": expected " + expected;
        }
    }

    /** How a request looks in which one value is replaced. */
    private interface Replacing extends Function<@Nullable Object, Map<String, @Nullable Object>> {}

    /** Texts that the patterns of some shapes allow; others allow letters. */
    private static final Map<String, String> EXAMPLES =
            Map.of("DirectoryId", "d-0123456789", "PhoneNumberPrefix", "+1206");

    private static final Object ABSENT = new Object();
    private static final int WITHOUT_MAX = 40_000;
    private static final Expectation ACCEPTED = new Expectation.Accepted();

    private final Set<String> refused;
    private final Map<String, Object> narrower;
    private final List<Variant> variants = new ArrayList<>();

    private ModelledRequests(Set<String> refused, Map<String, Object> narrower) {
        this.refused = refused;
        this.narrower = narrower;
    }

    /**
     * @param refused paths of members that the operation must refuse, whatever their value
     * @param narrower values of members that the operation takes although it does not take all that the model allows
     */
    static List<Variant> of(Shape input, Set<String> refused, Map<String, Object> narrower) {
        ModelledRequests requests = new ModelledRequests(refused, narrower);
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> full = (Map<String, @Nullable Object>) requests.complete(input, "");
        requests.variants.add(new Variant("every member", full, ACCEPTED));
        @SuppressWarnings("unchecked")
        Replacing whole = members -> (Map<String, @Nullable Object>) members;
        requests.structure(input, "", whole);
        return requests.variants;
    }

    private Object complete(Shape shape, String path) {
        Object allowed = narrower.get(path);
        if (allowed != null) return allowed instanceof Map<?, ?> members ? new LinkedHashMap<>(members) : allowed;
        return switch (shape.type()) {
            case "structure" -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                shape.members().forEach((name, member) -> {
                    String at = path + '/' + member.wireName();
                    if (!refused.contains(at)) members.put(name, complete(member.shape(), at));
                });
                yield members;
            }
            case "list" -> elements(shape, path, Math.max(1, shape.min()));
            case "map" -> pairs(shape, path, Math.max(1, shape.min()));
            case "string" ->
                shape.constants().stream()
                        .findFirst()
                        .orElseGet(() -> EXAMPLES.getOrDefault(shape.name(), text(Math.max(1, shape.min()))));
            case "integer", "long" -> Math.max(1, shape.min());
            case "boolean" -> true;
            case "timestamp" -> 1_700_000_000L;
            default -> throw new IllegalArgumentException("no request here has a " + shape.type());
        };
    }

    private List<@Nullable Object> elements(Shape list, String path, int size) {
        return new ArrayList<>(Collections.nCopies(size, complete(list.element(), path + "/1")));
    }

    private Map<String, @Nullable Object> pairs(Shape map, String path, int size) {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        int length = Math.max(5, map.key().min());
        IntStream.range(0, size)
                .forEach(n ->
                        pairs.put(text(length - 5) + (char) ('a' + n % 26) + (1000 + n), complete(map.value(), path)));
        return pairs;
    }

    private static String text(int length) {
        return "a".repeat(length);
    }

    private void structure(Shape structure, String path, Replacing here) {
        structure.members().values().forEach(member -> {
            String at = path + '/' + member.wireName();
            Replacing there = value -> {
                Map<String, @Nullable Object> members = completeMembers(structure, path);
                if (value == ABSENT) {
                    members.remove(member.name());
                } else {
                    members.put(member.name(), value);
                }
                return here.apply(members);
            };
            if (refused.contains(at)) {
                Object value = complete(member.shape(), at);
                variants.add(new Variant(at + " is there", there.apply(value), new Expectation.Invalid(at)));
            } else {
                presence(member, at, there);
                value(member.shape(), member.location(), at, there);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> completeMembers(Shape structure, String path) {
        return (Map<String, @Nullable Object>) complete(structure, path);
    }

    private void presence(Member member, String at, Replacing there) {
        if (member.location() == Location.PATH || narrower.containsKey(at) && !member.required()) return;
        Expectation absent = member.required() ? new Expectation.Invalid(at) : ACCEPTED;
        variants.add(new Variant(at + " is missing", there.apply(ABSENT), absent));
        if (member.location() == Location.BODY) {
            variants.add(new Variant(at + " is null", there.apply(null), absent));
        } else if (!member.required() && hasNoBounds(member.shape())) {
            variants.add(new Variant(at + " is missing", there.apply(ABSENT), new Expectation.Different()));
        }
    }

    /** Nothing else would show that the operation reads it: in a query, all is text. */
    private static boolean hasNoBounds(Shape shape) {
        return shape.type().equals("string")
                && shape.min() == 0
                && shape.max().isEmpty()
                && shape.constants().isEmpty();
    }

    private void value(Shape shape, Location location, String at, Replacing there) {
        if (location == Location.BODY) wrongType(shape, at, there);
        switch (shape.type()) {
            case "structure" -> structure(shape, at, there);
            case "list" -> list(shape, location, at, there);
            case "map" -> map(shape, at, there);
            case "string" -> string(shape, at, at, there);
            case "integer", "long" -> number(shape, location, at, there);
            default -> {}
        }
    }

    private void wrongType(Shape shape, String at, Replacing there) {
        List<Object> wrong = switch (shape.type()) {
            case "string" -> List.of(1, true, List.of(), Map.of());
            case "integer", "long" -> List.of("1", 1.5, true, List.of(), Map.of());
            case "boolean" -> List.of("true", 1, List.of(), Map.of());
            case "timestamp" -> List.of("2026-01-02T03:04:05Z", true, List.of(), Map.of());
            case "list" -> List.of("a", 1, Map.of());
            default -> List.of("a", 1, List.of());
        };
        for (Object value : wrong) {
            String what = at + " is a " + value.getClass().getSimpleName();
            variants.add(new Variant(what, there.apply(value), new Expectation.Malformed(at)));
        }
    }

    private void list(Shape list, Location location, String at, Replacing there) {
        sizes(list, at, size -> there.apply(elements(list, at, size)));
        Replacing first = value -> {
            List<@Nullable Object> elements = elements(list, at, Math.max(1, list.min()));
            elements.set(0, value);
            return there.apply(elements);
        };
        value(list.element(), location, at + "/1", first);
        if (location == Location.BODY) {
            Expectation refusal = list.element().type().equals("list")
                    ? new Expectation.Malformed(at + "/1")
                    : new Expectation.Invalid(at + "/1");
            variants.add(new Variant(at + "/1 is null", first.apply(null), refusal));
        }
    }

    /** Violations name the map only: its keys are the caller's. */
    private void map(Shape map, String at, Replacing there) {
        if (!map.value().type().equals("string")) return;
        sizes(map, at, size -> there.apply(pairs(map, at, size)));
        Replacing key = text -> there.apply(Collections.singletonMap((String) text, complete(map.value(), at)));
        Replacing value = each -> there.apply(
                Collections.singletonMap("k".repeat(Math.max(1, map.key().min())), each));
        string(map.key(), at + " key", at, key);
        string(map.value(), at + " value", at, value);
        for (Object wrong : List.of(1, true, List.of(), Map.of())) {
            variants.add(new Variant(at + " value is " + wrong, value.apply(wrong), new Expectation.Malformed(at)));
        }
        variants.add(new Variant(at + " value is null", value.apply(null), new Expectation.Malformed(at)));
    }

    private void sizes(Shape shape, String at, Function<Integer, Map<String, @Nullable Object>> ofSize) {
        bounds(shape, 200, at + " has the size ", at, ofSize);
    }

    private void string(Shape shape, String what, String at, Replacing there) {
        if (!shape.constants().isEmpty()) {
            if (!narrower.containsKey(at))
                shape.constants()
                        .forEach(each -> variants.add(
                                new Variant(what + " is " + each, there.apply(each), new Expectation.AcceptedAt(at))));
            variants.add(new Variant(what + " is another text", there.apply("ANOTHER"), new Expectation.Invalid(at)));
            return;
        }
        if (!EXAMPLES.containsKey(shape.name())) {
            bounds(shape, WITHOUT_MAX, what + " has the length ", at, length -> there.apply(text(length)));
        }
        if (shape.pattern().isPresent() && !shape.pattern().get().matcher(" ").matches()) {
            variants.add(new Variant(what + " is not as its pattern", there.apply(" "), new Expectation.Invalid(at)));
        }
    }

    private void number(Shape shape, Location location, String at, Replacing there) {
        bounds(shape, Integer.MAX_VALUE, at + " is ", at, there::apply);
        if (location == Location.QUERY) {
            variants.add(new Variant(at + " is x", there.apply("x"), new Expectation.Malformed(at)));
        }
    }

    private void bounds(
            Shape shape,
            int withoutMax,
            String what,
            String at,
            Function<Integer, Map<String, @Nullable Object>> with) {
        int min = shape.min();
        int max = shape.max().orElse(withoutMax);
        if (!narrower.containsKey(at)) {
            variants.add(new Variant(what + min, with.apply(min), ACCEPTED));
            variants.add(new Variant(what + max, with.apply(max), ACCEPTED));
        }
        if (min > 0) variants.add(new Variant(what + (min - 1), with.apply(min - 1), new Expectation.Invalid(at)));
        if (shape.max().isPresent()) {
            variants.add(new Variant(what + (max + 1), with.apply(max + 1), new Expectation.Invalid(at)));
        }
    }
}
