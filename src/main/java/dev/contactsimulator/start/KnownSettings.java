package dev.contactsimulator.start;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of all settings under {@code simulator.*}, as the build collects them for editors, compared as Spring Boot
 * does: without regard to case and dashes, and in the environment with underscores for dots.
 */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Set<String> names;
    private final Set<String> uniform;
    private final Set<String> variables;
    private final Set<String> maps;

    /** @param maps those of them whose keys are the user's */
    KnownSettings(Set<String> names, Set<String> maps) {
        this.maps = Set.copyOf(maps);
        this.names = new TreeSet<>(names);
        this.uniform = names.stream().map(KnownSettings::uniform).collect(toUnmodifiableSet());
        this.variables = names.stream().map(KnownSettings::variable).collect(toUnmodifiableSet());
    }

    static KnownSettings ofThisProgram() {
        try (InputStream metadata = KnownSettings.class.getClassLoader().getResourceAsStream(METADATA)) {
            if (metadata == null) throw new IllegalStateException("The build made no " + METADATA);
            var names = new TreeSet<String>();
            var maps = new TreeSet<String>();
            for (JsonNode property : JsonMapper.shared().readTree(metadata).get("properties")) {
                String name = property.get("name").asString();
                names.add(name);
                if (property.get("type").asString().startsWith("java.util.Map")) maps.add(name);
            }
            return new KnownSettings(names, maps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UnknownSetting if this is a name under {@code simulator.*} and that of no setting */
    void require(String name) {
        boolean variable = name.toLowerCase(Locale.ROOT).startsWith("simulator_") && !name.contains(".");
        boolean unknown = variable
                ? !variables.contains(variable(name.toLowerCase(Locale.ROOT).replaceAll("_\\d+(?=_|$)", "")))
                : uniform(name).startsWith("simulator.") && !uniform.contains(uniform(name));
        if (unknown && !isKeyOfMap(name, variable)) throw new UnknownSetting(name, nearest(name, variable));
    }

    private boolean isKeyOfMap(String name, boolean variable) {
        return maps.stream()
                .anyMatch(map -> variable
                        ? variable(name).startsWith(variable(map))
                        : uniform(name).matches(Pattern.quote(uniform(map)) + "\\.[^.]+"));
    }

    /** Without case, dashes and the indices of lists: {@code simulator.connect.destinations[0].phoneNumber}. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\[[^]]*]", "").replaceAll("[-_]", "");
    }

    /** As it is left of the name of an environment variable, where dots are underscores as well. */
    private static String variable(String name) {
        return uniform(name).replace(".", "");
    }

    private String nearest(String name, boolean variable) {
        String wanted = variable ? variable(name) : uniform(name);
        return names.stream()
                .min(comparingInt(known -> distance(wanted, variable ? variable(known) : uniform(known))))
                .map(known -> variable ? known.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") : known)
                .orElseThrow();
    }

    /** How many letters must be inserted, removed or replaced to make one of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] previous = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[previous.length];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
