package dev.contactsimulator;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain technical English: the field's own words, and one form of log lines. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageTest {

    /** Words to avoid in prose and in names, and what to write. A space is also an underscore or the end of a line. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("anew", "again, or rebuild"),
            Map.entry("emptied", "reset"),
            Map.entry("a hole", "a gap"),
            Map.entry("holes", "gaps"),
            Map.entry("in vain", "say what did not happen"),
            Map.entry("let go", "dropped"),
            Map.entry("lets go", "drops"),
            Map.entry("whoever", "name who"),
            Map.entry("by the letter", "strictly, literally"),
            Map.entry("so does every", "the usual word order"),
            Map.entry("of which that cannot be said", "whose outcome is unknown"));

    /** Identifiers to avoid in code, and what to write. */
    private static final Map<String, String> IDENTIFIERS = Map.ofEntries(
            Map.entry("otherwise", "defaultValue"),
            Map.entry("truth", "booleanParameter"),
            Map.entry("noUuid", "notAUuid"),
            Map.entry("MOST_\\w+", "MAX_…"),
            Map.entry("Answer", "Response for HTTP, Outcome for the domain"),
            Map.entry("Cause", "RequestContext"),
            Map.entry("Ceiling", "BaselineRoute"),
            Map.entry("EmptyAnswers", "CallsWithoutEvent"),
            Map.entry("Matching", "MatchType"),
            Map.entry("Recorded", "RecordedEvent"),
            Map.entry("Remembering", "Resettable"));

    private static final Pattern WORD = Pattern.compile(
            WORDS.keySet().stream()
                    .map(word -> word.replace(" ", "[\\s*_]+"))
                    .collect(joining("|", "(?<![a-z])(?:", ")(?![a-z])")),
            CASE_INSENSITIVE);

    private static final Pattern IDENTIFIER =
            Pattern.compile(IDENTIFIERS.keySet().stream().collect(joining("|", "\\b(?:", ")\\b")));

    /** What is not code: comments and literals. */
    private static final Pattern TEXT = Pattern.compile(
            "\"\"\".*?\"\"\""
                    + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
                    + "|'(?:\\\\.[0-9a-fA-Fu]*|[^'\\\\])'"
                    + "|/\\*.*?\\*/"
                    + "|//[^\\n]*",
            Pattern.DOTALL);

    /** A log call without a line of the form {@code event=kebab-name key={} key="{}"}, written in one literal. */
    private static final Pattern OTHER_LOG_LINE =
            Pattern.compile("\\b(?:log|logger|LOG|LOGGER)\\s*\\.\\s*(?:at(?:Trace|Debug|Info|Warn|Error|Level)\\("
                    + "|(?:trace|debug|info|warn|error)\\((?!\\s*\"event=[a-z]+(?:-[a-z]+)*"
                    + "(?: [a-zA-Z]+=(?:\\{}|\\\\\"\\{}\\\\\"|[a-z0-9-]+))*\"\\s*[,)]))");

    /** A logger under a name that {@link #OTHER_LOG_LINE} would not see. */
    private static final Pattern OTHER_LOGGER =
            Pattern.compile("\\bLogger\\s+(?!(?:log|logger|LOG|LOGGER)\\b)\\w+\\s*=");

    private static final List<Path> CODE = paths("src/main/java", "src/test/java");
    private static final List<Path> PROSE = paths(
            "src/main/java",
            "src/main/resources",
            "src/test/java",
            "src/test/python",
            "src/docs",
            "README.md",
            ".github");

    @Test
    void words_that_need_an_explanation_are_not_used() throws IOException {
        assertThat(found(WORD, PROSE, UnaryOperator.identity()))
                .as("write instead: %s", new TreeMap<>(WORDS))
                .isEmpty();
    }

    @Test
    void names_are_those_of_the_field() throws IOException {
        assertThat(found(IDENTIFIER, CODE, LanguageTest::withoutTexts))
                .as("write instead: %s", new TreeMap<>(IDENTIFIERS))
                .isEmpty();
    }

    @Test
    void a_log_line_is_an_event_with_keys_and_values() throws IOException {
        List<Path> main = paths("src/main/java");
        assertThat(found(OTHER_LOG_LINE, main, UnaryOperator.identity())).isEmpty();
        assertThat(found(OTHER_LOGGER, main, UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.info(\"The server has started\");",
                "log.info(message);",
                "log.warn(\"event=Reset\");",
                "log.warn(\"event=log-reset after {}\", millis);",
                "logger.error(\n    \"event=log-reset position: {}\", position);",
                "log.atInfo().log(\"event=log-reset\");"
            })
    void a_log_line_of_another_form_is_found(String code) {
        assertThat(OTHER_LOG_LINE.matcher(code).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.info(\"event=reset\");",
                "log.warn(\"event=log-unreachable reason=\\\"{}\\\"\", e.getMessage());",
                "logger.info(\n    \"event=view-rebuilt events={} eventsPerSecond={}\",\n    events);"
            })
    void a_log_line_of_the_usual_form_passes(String code) {
        assertThat(OTHER_LOG_LINE.matcher(code).find()).isFalse();
    }

    @Test
    void a_word_is_found_in_names_and_across_lines_and_a_longer_word_is_not() {
        assertThat(WORD.matcher("void whoever_asks() {}").find()).isTrue();
        assertThat(WORD.matcher(" * leaves without a\n * hole").find()).isTrue();
        assertThat(WORD.matcher("renewed").find()).isFalse();
        assertThat(IDENTIFIER
                        .matcher(withoutTexts("/* otherwise */ f(\"otherwise\"); // truth"))
                        .find())
                .isFalse();
        assertThat(IDENTIFIER.matcher(withoutTexts("f('\"', otherwise);")).find())
                .isTrue();
    }

    /** Keeps the ends of lines, so that line numbers stay right. */
    private static String withoutTexts(String java) {
        return TEXT.matcher(java).replaceAll(text -> text.group().replaceAll("[^\\n]+", " "));
    }

    private static List<String> found(Pattern pattern, List<Path> places, UnaryOperator<String> preparation)
            throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(places)) {
            String text = preparation.apply(Files.readString(file));
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                long line = 1
                        + text.substring(0, matcher.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                found.add(file + ":" + line + " " + matcher.group());
            }
        }
        return found;
    }

    /** Without this file, which has to name the words. */
    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> below = Files.walk(place)) {
                below.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith(LanguageTest.class.getSimpleName() + ".java"))
                        .filter(file ->
                                file.toString().matches(".*\\.(?:java|md|py|yml|yaml|properties|json|factories)"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static List<Path> paths(String... paths) {
        return Stream.of(paths).map(Path::of).toList();
    }
}
