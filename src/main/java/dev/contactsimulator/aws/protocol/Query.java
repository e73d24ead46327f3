package dev.contactsimulator.aws.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. Names are case-sensitive; a list repeats its name ({@code TagKeys=a&TagKeys=b}). */
final class Query {

    private static final Query NONE = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws AwsException if it is not percent-encoded UTF-8 */
    static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) return NONE;
        Map<String, List<String>> values = new HashMap<>();
        int from = 0;
        while (from <= raw.length()) {
            int to = raw.indexOf('&', from);
            if (to < 0) to = raw.length();
            if (to > from) {
                int equals = raw.indexOf('=', from);
                boolean named = equals >= 0 && equals < to;
                String name = PercentEncoding.decode(raw.substring(from, named ? equals : to));
                String value = named ? PercentEncoding.decode(raw.substring(equals + 1, to)) : "";
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            from = to + 1;
        }
        return new Query(values);
    }

    Set<String> names() {
        return values.keySet();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
