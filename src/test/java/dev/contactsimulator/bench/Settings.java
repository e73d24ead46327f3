package dev.contactsimulator.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
