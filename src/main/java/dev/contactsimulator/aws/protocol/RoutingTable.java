package dev.contactsimulator.aws.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request: paths without labels by a look-up, the others one after the other. */
final class RoutingTable {

    record Match(Route route, Map<String, String> rawLabels) {}

    private final Map<String, Map<String, Match>> literal = new HashMap<>();
    private final Map<String, List<Route>> labelled = new HashMap<>();

    RoutingTable(Collection<Route> routes) {
        for (Route route : routes) {
            if (route.path().hasLabels()) {
                labelled.computeIfAbsent(route.method(), method -> new ArrayList<>())
                        .add(route);
            } else {
                Match same = literal.computeIfAbsent(route.method(), method -> new HashMap<>())
                        .put(route.path().toString(), new Match(route, Map.of()));
                if (same != null) throw new IllegalArgumentException("two routes for " + route);
            }
        }
    }

    /** The methods that have a route with this path, in alphabetical order. */
    Set<String> methods(String rawPath) {
        Set<String> methods = new TreeSet<>();
        for (String method : literal.keySet()) if (find(method, rawPath) != null) methods.add(method);
        for (String method : labelled.keySet()) if (find(method, rawPath) != null) methods.add(method);
        return methods;
    }

    @Nullable
    Match find(String method, String rawPath) {
        Match exact = literal.getOrDefault(method, Map.of()).get(rawPath);
        if (exact != null) return exact;
        for (Route route : labelled.getOrDefault(method, List.of())) {
            Map<String, String> labels = route.path().match(rawPath);
            if (labels != null) return new Match(route, labels);
        }
        return null;
    }
}
