package dev.contactsimulator.aws.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of one structure of a request. They are asked for by AWS's own names and with the constraints of the
 * model. A violated constraint is noted, and reading goes on, so that all are reported together; what the method then
 * returns is never used. A wrong JSON type is reported at once, as a SerializationException: nothing is converted.
 * Members that are not read are ignored.
 */
public final class Members {

    private static final String REQUIRED = "Member must not be null";

    private final @Nullable Map<String, @Nullable Object> values;
    private final String path;
    private final Violations violations;

    /** @param values null if the structure itself is missing; that has been reported, so its members are not */
    Members(@Nullable Map<String, @Nullable Object> values, String path, Violations violations) {
        this.values = values;
        this.path = path;
        this.violations = violations;
    }

    /** Notes that a member's value violates a rule which is not one of the model's constraints. */
    public void violation(String name, String rule) {
        if (values != null) violations.add(at(name), rule);
    }

    public @Nullable String string(String name, Length length) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof String text)) throw notA("string", at(name));
        if (!length.allows(text)) violations.add(at(name), length.constraint());
        return text;
    }

    public String requiredString(String name, Length length) {
        String text = string(name, length);
        if (text != null) return text;
        missing(name);
        return "";
    }

    public <E extends Enum<E>> @Nullable E enumeration(String name, Enumeration<E> enumeration) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof String text)) throw notA("string", at(name));
        E constant = enumeration.values().get(text);
        if (constant == null) violations.add(at(name), enumeration.constraint());
        return constant;
    }

    /** Null only if a violation has been noted. */
    public <E extends Enum<E>> @Nullable E requiredEnumeration(String name, Enumeration<E> enumeration) {
        if (get(name) == null) missing(name);
        return enumeration(name, enumeration);
    }

    public @Nullable Integer integer(String name, int min, int max) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof Long number)) throw notA("whole number", at(name));
        if (number < min || number > max) {
            violations.add(at(name), between(min, max));
            return null;
        }
        return number.intValue();
    }

    /** Null only if a violation has been noted. */
    public @Nullable Integer requiredInteger(String name, int min, int max) {
        if (get(name) == null) missing(name);
        return integer(name, min, max);
    }

    public @Nullable Boolean bool(String name) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof Boolean bool)) throw notA("boolean", at(name));
        return bool;
    }

    public boolean requiredBool(String name) {
        if (get(name) == null) missing(name);
        return Boolean.TRUE.equals(bool(name));
    }

    /** A number of seconds since 1970, fractions allowed, in the years 1 to 9999; to the millisecond. */
    public @Nullable Instant timestamp(String name) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof Number seconds)) throw notA("number of seconds", at(name));
        Instant instant = EpochSeconds.instant(seconds);
        if (instant == null) violations.add(at(name), "Member must be a time in the years 1 to 9999");
        return instant;
    }

    /** Null only if a violation has been noted. */
    public @Nullable Instant requiredTimestamp(String name) {
        if (get(name) == null) missing(name);
        return timestamp(name);
    }

    public @Nullable Members structure(String name) {
        Object value = get(name);
        return value == null ? null : new Members(object(value, at(name)), at(name), violations);
    }

    public Members requiredStructure(String name) {
        Members structure = structure(name);
        if (structure != null) return structure;
        missing(name);
        return new Members(null, at(name), violations);
    }

    public @Nullable List<String> strings(String name, Size size, Length length) {
        List<?> elements = array(name, size);
        if (elements == null) return null;
        List<String> strings = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            if (element == null) {
                violations.add(at(name) + '/' + (i + 1), REQUIRED);
            } else if (element instanceof String text) {
                if (!length.allows(text)) violations.add(at(name) + '/' + (i + 1), length.constraint());
                strings.add(text);
            } else {
                throw notA("string", at(name) + '/' + (i + 1));
            }
        }
        return List.copyOf(strings);
    }

    public List<String> requiredStrings(String name, Size size, Length length) {
        List<String> strings = strings(name, size, length);
        if (strings != null) return strings;
        missing(name);
        return List.of();
    }

    public <E extends Enum<E>> @Nullable List<E> enumerations(String name, Size size, Enumeration<E> enumeration) {
        List<String> names = strings(name, size, Length.any());
        if (names == null) return null;
        List<E> constants = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            E constant = enumeration.values().get(names.get(i));
            if (constant == null) {
                violations.add(at(name) + '/' + (i + 1), enumeration.constraint());
            } else {
                constants.add(constant);
            }
        }
        return constants;
    }

    /** A list of structures, each read by {@code reader}. */
    public <T> @Nullable List<T> structures(String name, Size size, Function<Members, T> reader) {
        List<?> elements = array(name, size);
        return elements == null ? null : structures(elements, at(name), reader);
    }

    public <T> List<T> requiredStructures(String name, Size size, Function<Members, T> reader) {
        List<T> structures = structures(name, size, reader);
        if (structures != null) return structures;
        missing(name);
        return List.of();
    }

    /** A list of lists of structures: {@code reader} reads each structure, {@code inner} takes those of one list. */
    public <T, L> @Nullable List<L> lists(
            String name, Size size, Function<Members, T> reader, Function<List<T>, L> inner) {
        List<?> elements = array(name, size);
        if (elements == null) return null;
        List<L> lists = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            String at = at(name) + '/' + (i + 1);
            if (!(elements.get(i) instanceof List<?> list)) throw notA("list", at);
            lists.add(inner.apply(structures(list, at, reader)));
        }
        return lists;
    }

    private <T> List<T> structures(List<?> elements, String path, Function<Members, T> reader) {
        List<T> structures = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            String at = path + '/' + (i + 1);
            Object element = elements.get(i);
            if (element == null) violations.add(at, REQUIRED);
            structures.add(reader.apply(new Members(element == null ? null : object(element, at), at, violations)));
        }
        return structures;
    }

    private @Nullable List<?> array(String name, Size size) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof List<?> elements)) throw notA("list", at(name));
        if (!size.allows(elements.size())) violations.add(at(name), size.constraint());
        return elements;
    }

    /** A map from text to text. Its keys come from the caller, so a violation names the map only. */
    public @Nullable Map<String, String> stringMap(String name, Size size, Length key, Length value) {
        Object raw = get(name);
        if (raw == null) return null;
        Map<String, String> pairs = texts(object(raw, at(name)), at(name));
        if (!size.allows(pairs.size())) violations.add(at(name), size.constraint());
        if (!pairs.keySet().stream().allMatch(key::allows)) {
            violations.add(at(name), "Map keys must satisfy constraint: [" + key.constraint() + "]");
        }
        if (!pairs.values().stream().allMatch(value::allows)) {
            violations.add(at(name), "Map values must satisfy constraint: [" + value.constraint() + "]");
        }
        return pairs;
    }

    public Map<String, String> requiredStringMap(String name, Size size, Length key, Length value) {
        Map<String, String> map = stringMap(name, size, key, value);
        if (map != null) return map;
        missing(name);
        return Map.of();
    }

    /** A map from text to structures, each read by {@code reader}. */
    public <T> @Nullable Map<String, T> structureMap(String name, Length key, Function<Members, T> reader) {
        Object raw = get(name);
        if (raw == null) return null;
        Map<String, @Nullable Object> pairs = object(raw, at(name));
        if (!pairs.keySet().stream().allMatch(key::allows)) {
            violations.add(at(name), "Map keys must satisfy constraint: [" + key.constraint() + "]");
        }
        Map<String, T> read = new LinkedHashMap<>();
        pairs.forEach((pair, value) -> {
            if (value == null) throw notA("map of structures", at(name));
            read.put(pair, reader.apply(new Members(object(value, at(name)), at(name), violations)));
        });
        return read;
    }

    /** A number, with a fraction or without. */
    public @Nullable Double decimal(String name) {
        Object value = get(name);
        if (value == null) return null;
        if (!(value instanceof Number number)) throw notA("number", at(name));
        return number.doubleValue();
    }

    /** The names of all members that were sent. */
    public Set<String> names() {
        return values == null ? Set.of() : values.keySet();
    }

    /** Whether the member is present, with any type. */
    public boolean has(String name) {
        return get(name) != null;
    }

    /** Null is not a value either: a map of the model is not sparse. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> texts(Map<String, @Nullable Object> pairs, String at) {
        for (Object value : pairs.values()) {
            if (!(value instanceof String)) throw notA("map of strings", at);
        }
        return (Map) pairs;
    }

    private @Nullable Object get(String name) {
        return values == null ? null : values.get(name);
    }

    private void missing(String name) {
        if (values != null) violations.add(at(name), REQUIRED);
    }

    private String at(String name) {
        return path + '/' + name;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Object value, String at) {
        if (value instanceof Map<?, ?> map) return (Map<String, @Nullable Object>) map;
        throw notA("structure", at);
    }

    private static String between(int min, int max) {
        return "Member must be between " + min + " and " + max;
    }

    private static AwsException notA(String type, String at) {
        return AwsException.serialization("Value at '" + at + "' is not a " + type + ".");
    }
}
