package dev.contactsimulator.aws.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service model of AWS, as src/test/python/service_model.py keeps it. */
final class ServiceModel {

    /** Where a request has a member. */
    enum Location {
        PATH,
        QUERY,
        HEADER,
        BODY
    }

    /** @param wireName the label, the query parameter or the name in JSON */
    record Member(String name, String wireName, Location location, boolean required, Shape shape) {}

    /** A type of the model. Bounds are of a text's length, of a number, or of the size of a list or a map. */
    final class Shape {

        private final String name;
        private final JsonNode json;

        private Shape(String name) {
            this.name = name;
            this.json = Objects.requireNonNull(root.get("shapes").get(name), name);
        }

        String name() {
            return name;
        }

        String type() {
            return json.get("type").asString();
        }

        Map<String, Member> members() {
            Map<String, Member> members = new LinkedHashMap<>();
            Set<String> required = texts(json.get("required"));
            json.get("members").properties().forEach(each -> {
                String member = each.getKey();
                JsonNode reference = each.getValue();
                String wireName = reference.path("locationName").asString(member);
                Location location = location(reference.path("location").asString("body"));
                boolean isRequired = required.contains(member);
                members.put(member, new Member(member, wireName, location, isRequired, of(reference)));
            });
            return members;
        }

        /** What a list consists of. */
        Shape element() {
            return of(json.get("member"));
        }

        /** The keys of a map. */
        Shape key() {
            return of(json.get("key"));
        }

        /** The values of a map. */
        Shape value() {
            return of(json.get("value"));
        }

        int min() {
            return json.path("min").asInt(0);
        }

        Optional<Integer> max() {
            return json.has("max") ? Optional.of(json.get("max").asInt()) : Optional.empty();
        }

        Optional<Pattern> pattern() {
            return json.has("pattern")
                    ? Optional.of(Pattern.compile(json.get("pattern").asString()))
                    : Optional.empty();
        }

        /** Empty if any text is allowed. */
        Set<String> constants() {
            return texts(json.get("enum"));
        }

        @Override
        public String toString() {
            return name;
        }

        private Shape of(JsonNode reference) {
            return new Shape(reference.get("shape").asString());
        }
    }

    /** @param errors the names of the errors that the operation models */
    record Operation(String methodAndPath, Shape input, Optional<Shape> output, Set<String> errors) {}

    private final JsonNode root;

    private ServiceModel(JsonNode root) {
        this.root = root;
    }

    static ServiceModel load(String file) {
        try (InputStream in = ServiceModel.class.getResourceAsStream("/service-model/" + file);
                InputStream json = new GZIPInputStream(Objects.requireNonNull(in, file))) {
            return new ServiceModel(JsonMapper.shared().readTree(json));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Operation operation(String name) {
        JsonNode json = Objects.requireNonNull(root.get("operations").get(name), "no operation " + name);
        JsonNode http = json.get("http");
        Optional<Shape> output = json.has("output")
                ? Optional.of(new Shape(json.get("output").get("shape").asString()))
                : Optional.empty();
        Set<String> errors = json.path("errors")
                .valueStream()
                .map(each -> each.get("shape").asString())
                .collect(Collectors.toSet());
        return new Operation(
                http.get("method").asString() + ' ' + http.get("requestUri").asString(),
                new Shape(json.get("input").get("shape").asString()),
                output,
                errors);
    }

    private static Location location(String text) {
        return switch (text) {
            case "uri" -> Location.PATH;
            case "querystring" -> Location.QUERY;
            case "header" -> Location.HEADER;
            case "body" -> Location.BODY;
            default -> throw new IllegalArgumentException("no request here has members in " + text);
        };
    }

    private static Set<String> texts(JsonNode list) {
        if (list == null) return Set.of();
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
