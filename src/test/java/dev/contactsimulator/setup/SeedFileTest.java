package dev.contactsimulator.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFileTest {

    private static final OwnInstance OWN = new OwnInstance(new UUID(4, 1), new UUID(4, 2), Instant.EPOCH);

    @TempDir
    private Path directory;

    private Seed read(String yaml) throws IOException {
        return SeedFile.read(Files.writeString(directory.resolve("seed.yml"), yaml), OWN);
    }

    @Test
    void the_example_of_the_documentation_is_understood() throws IOException {
        String page = Files.readString(Path.of("src/docs/setup.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        Seed seed = read(page.substring(start, page.indexOf("```", start)));

        assertThat(seed.instances()).hasSize(1);
        assertThat(seed.flows()).hasSize(2);
        Seed.SeedFlow inbound = seed.flows().getFirst();
        assertThat(inbound.instanceId()).isEqualTo(seed.instances().getFirst().id());
        assertThat(inbound.content())
                .isEqualTo("{\"Version\":\"2019-10-30\",\"StartAction\":\"end\",\"Actions\":[{\"Identifier\":\"end\","
                        + "\"Type\":\"DisconnectParticipant\",\"Parameters\":{},\"Transitions\":{}}]}");
        assertThat(seed.flows().get(1).instanceId()).isEqualTo(OWN.id());
        assertThat(seed.numbers().getFirst().profile().phoneNumber()).isEqualTo("+12065550100");
        assertThat(seed.numbers().getFirst().flowId()).isEqualTo(inbound.id());
        assertThat(seed.associations().getFirst().association().flowId())
                .isEqualTo(seed.flows().get(1).id());
    }

    @Test
    void ids_are_the_same_each_time() throws IOException {
        String yaml = "instances: [{alias: a}]\nflows: [{name: f, instance: a, content: '{}'}]\n";
        assertThat(read(yaml).flows().getFirst().id())
                .isEqualTo(read(yaml).flows().getFirst().id());
    }

    @Test
    void the_content_of_a_flow_may_be_in_a_file_beside_the_seed() throws IOException {
        Files.writeString(directory.resolve("f.json"), "{ \"a\" : 1 }");
        assertThat(read("flows: [{name: f, content-file: f.json}]")
                        .flows()
                        .getFirst()
                        .content())
                .isEqualTo("{ \"a\" : 1 }");
    }

    @Test
    void an_empty_file_seeds_nothing() throws IOException {
        assertThat(read("# nothing\n")).isEqualTo(Seed.NONE);
    }

    @Test
    void a_file_that_is_missing_is_named() {
        Path missing = directory.resolve("missing.yml");
        assertThatThrownBy(() -> SeedFile.read(missing, OWN))
                .isInstanceOf(InvalidSeed.class)
                .hasMessage(missing + " cannot be read: it does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instance: []                                                   | 1 | a seed has no key instance",
                "instances:;- aliass: a                                         | 2 | an instance has no key aliass",
                "instances:;- id: 6f9619ff-8b86-4d01-b42d-00cf4fc964ff          | 2 | an instance has no alias",
                "instances:;- alias: d-a                                        | 2 | d-a is not an alias",
                "instances:;- {alias: a, id: x}                                 | 2 | x is not a UUID",
                "instances:;- alias: a;- alias: a                               | 3 | an instance a is here twice",
                "instances:;- alias: contact-simulator                          | 2 | an instance contact-simulator is here",
                "instances: {alias: a}                                          | 1 | instances is a list",
                "instances:;- alias: a;  alias: b                               | 3 | the key alias is here twice",
                "flows:;- {name: f, instance: none, content: '{}'}              | 2 | there is no instance none",
                "flows:;- {name: f}                                             | 2 | a flow has content or a content-file",
                "flows:;- {name: f, content: '[]'}                              | 2 | The content is not a JSON object",
                "flows:;- {name: f,; content: '{'}                              | 3 | The content is not valid JSON",
                "flows:;- {name: f, content: '{}', status: NEW}                 | 2 | NEW is not allowed here",
                "flows:;- {name: f, content-file: none.json}                    | 2 | cannot be read: it does not exist",
                "numbers:;- {source-arn: a,;   flow: none}                      | 3 | there is no flow none",
                "numbers:;- {source-arn: a,;   phone-number: 0123}              | 3 | 0123 is not a phone number",
                "associations:;- {resource-id: a}                               | 2 | an association has no flow",
                "instances: [                                                   | 1 | expected the node content",
                "'a: b: c'': d                                                  | 1 | while scanning"
            })
    void a_mistake_is_shown_with_its_line(String yaml, int line, String mistake) {
        assertThatThrownBy(() -> read(yaml.replace(';', '\n')))
                .isInstanceOf(InvalidSeed.class)
                .hasMessageStartingWith(directory.resolve("seed.yml") + ", line ")
                .satisfies(failure -> {
                    if (!mistake.startsWith("while") && !mistake.startsWith("expected")) {
                        assertThat(failure)
                                .hasMessageContaining(", line " + line + ": ")
                                .hasMessageContaining(mistake);
                    }
                });
    }
}
