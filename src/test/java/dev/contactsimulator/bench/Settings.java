package dev.contactsimulator.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the command line has set, as {@code name=value}. */
record Settings(Map<String, String> values) {

    static Settings parse(List<String> words) {
        Map<String, String> values = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Settings(values);
    }

    int number(String name, int usual) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(usual)));
    }

    /** Numbers with semicolons in between. */
    List<Integer> numbers(String name, String usual) {
        return Stream.of(text(name, usual).split(";")).map(Integer::valueOf).toList();
    }

    String text(String name, String usual) {
        return values.getOrDefault(name, usual);
    }

    boolean isOn(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    @Override
    public String toString() {
        return values.isEmpty() ? "defaults" : values.toString();
    }
}
