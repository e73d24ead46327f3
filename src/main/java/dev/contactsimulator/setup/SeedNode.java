package dev.contactsimulator.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a seed file, which knows its line. Read from the nodes of the YAML parser rather than from maps, so that a
 * mistake can be shown where it is.
 */
record SeedNode(Path file, Node node) {

    /** A structure with named values. */
    final class Members {

        private final String what;
        private final Map<String, SeedNode> values;

        private Members(String what, Map<String, SeedNode> values) {
            this.what = what;
            this.values = values;
        }

        SeedNode node() {
            return SeedNode.this;
        }

        @Nullable
        SeedNode get(String key) {
            return values.get(key);
        }

        <T> @Nullable T get(String key, Function<SeedNode, T> reader) {
            SeedNode value = values.get(key);
            return value == null ? null : reader.apply(value);
        }

        <T> T require(String key, Function<SeedNode, T> reader) {
            T value = get(key, reader);
            if (value != null) return value;
            throw mistake(what + " has no " + key, "Give it one");
        }

        <T> List<T> list(String key, Function<SeedNode, T> reader) {
            SeedNode value = values.get(key);
            return value == null ? List.of() : value.list(key, reader);
        }
    }

    /** @param what it is, with its article, as messages call it */
    Members members(String what, String... keys) {
        if (!(node instanceof MappingNode mapping)) throw mistake(what + " is a mapping", "Write key: value");
        Set<String> known = new TreeSet<>(List.of(keys));
        Map<String, SeedNode> values = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            SeedNode key = new SeedNode(file, pair.getKeyNode());
            String name = key.text();
            if (!known.contains(name)) {
                throw key.mistake(what + " has no key " + name, "Use " + String.join(", ", known));
            }
            if (values.put(name, new SeedNode(file, pair.getValueNode())) != null) {
                throw key.mistake("the key " + name + " is here twice", "Remove one of them");
            }
        }
        return new Members(what, values);
    }

    private <T> List<T> list(String what, Function<SeedNode, T> reader) {
        if (!(node instanceof SequenceNode sequence)) {
            throw mistake(what + " is a list", "Begin each element with a hyphen");
        }
        List<T> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) elements.add(reader.apply(new SeedNode(file, element)));
        return elements;
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) return scalar.getValue();
        throw mistake("a text is missing", "Write one");
    }

    boolean isTrue() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mistake(text() + " is neither true nor false", "Write one of them");
        };
    }

    <E extends Enum<E>> E oneOf(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text())) return constant;
        }
        throw mistake(text() + " is not allowed here", "Use one of " + List.of(type.getEnumConstants()));
    }

    Map<String, String> texts() {
        if (!(node instanceof MappingNode mapping)) throw mistake("this is a mapping of texts", "Write key: value");
        Map<String, String> texts = new HashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            texts.put(new SeedNode(file, pair.getKeyNode()).text(), new SeedNode(file, pair.getValueNode()).text());
        }
        return texts;
    }

    /** A text as it is, or a mapping as JSON. */
    String json() {
        return node instanceof MappingNode ? JsonMapper.shared().writeValueAsString(new Values().of(node)) : text();
    }

    private static final class Values extends SafeConstructor {

        Values() {
            super(new LoaderOptions());
        }

        Object of(Node node) {
            return constructDocument(node);
        }
    }

    InvalidSeed mistake(String message, String action) {
        int line = node.getStartMark().getLine() + 1;
        return new InvalidSeed(file + ", line " + line + ": " + message + ".", action + " (simulator.seed).");
    }
}
