package dev.contactsimulator;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Plain technical English: the field's own words, and one form of log lines. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageTest {

    /** Words that are not to be used, and what to write. */
    private static final Map<String, String> BANNED = Map.ofEntries(
            Map.entry("anew", "again, or rebuild"),
            Map.entry("emptied", "reset"),
            Map.entry("without a hole", "without a gap"),
            Map.entry("in vain", "say what did not happen"),
            Map.entry("let go", "dropped"),
            Map.entry("whoever", "name who"),
            Map.entry("noUuid", "notAUuid"),
            Map.entry("MOST_[A-Z]+", "MAX_…"),
            Map.entry("Remembering", "Resettable"),
            Map.entry("EmptyAnswers", "UnmatchedCalls"),
            Map.entry("so does every", "the usual word order"),
            Map.entry("of which that cannot be said", "whose outcome is unknown"));

    private static final Pattern WORDS =
            Pattern.compile("\\b(" + String.join("|", BANNED.keySet()) + ")\\b", CASE_INSENSITIVE);

    /** A log call whose line does not begin with the name of an event. */
    private static final Pattern OTHER_LOG_LINE =
            Pattern.compile("\\b(?:log|logger)\\s*\\.(?:error|warn|info|debug)\\(\\s*\"(?!event=[a-z-]+)");

    private static final List<Path> TEXTS = Stream.of(
                    "src/main/java", "src/main/resources", "src/docs", "README.md", ".github")
            .map(Path::of)
            .toList();

    @Test
    void words_that_need_an_explanation_are_not_used() throws IOException {
        assertThat(found(WORDS, TEXTS)).as("write instead: %s", BANNED).isEmpty();
    }

    @Test
    void a_log_line_names_its_event_first() throws IOException {
        assertThat(found(OTHER_LOG_LINE, List.of(Path.of("src/main/java")))).isEmpty();
    }

    private static List<String> found(Pattern pattern, List<Path> places) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    Matcher matcher = pattern.matcher(text);
                    while (matcher.find()) {
                        long line = text.substring(0, matcher.start()).lines().count();
                        found.add(file + ":" + line + " " + matcher.group());
                    }
                }
            }
        }
        return found;
    }
}
