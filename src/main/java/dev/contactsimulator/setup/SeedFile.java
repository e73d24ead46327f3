package dev.contactsimulator.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.setup.FlowAssociation.Resource;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import dev.contactsimulator.setup.FlowRow.Status;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a seed from a YAML file. A reference leads to something in the same file, or to the installation's own. */
final class SeedFile {

    private static final Pattern ALIAS = Pattern.compile("(?!d-)[0-9a-zA-Z]+(-*[0-9a-zA-Z])*");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final int MAX_DESTINATION = 255;

    private enum IdentityManagement {
        SAML,
        CONNECT_MANAGED,
        EXISTING_DIRECTORY
    }

    private final Path file;
    private final OwnInstance own;
    private final Map<String, UUID> instances = new HashMap<>();
    private final Map<UUID, Map<String, UUID>> flows = new HashMap<>();

    private SeedFile(Path file, OwnInstance own) {
        this.file = file;
        this.own = own;
        instances.put(OwnInstance.ALIAS, own.id());
        instances.put(own.id().toString(), own.id());
        flows.put(
                own.id(),
                new HashMap<>(
                        Map.of(OwnInstance.FLOW_NAME, own.flowId(), own.flowId().toString(), own.flowId())));
    }

    /** @throws InvalidSeed if it has a mistake */
    static Seed read(Path file, OwnInstance own) {
        return new SeedFile(file.toAbsolutePath().normalize(), own).read();
    }

    private Seed read() {
        Node root = parse();
        if (root == null) return Seed.NONE;
        SeedNode.Members members =
                new SeedNode(file, root).members("a seed", "instances", "flows", "numbers", "associations");
        // in this order, since each refers to those before it
        return new Seed(
                members.list("instances", this::instance),
                members.list("flows", this::flow),
                members.list("numbers", this::number),
                members.list("associations", this::association));
    }

    private @Nullable Node parse() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try (Reader text = Files.newBufferedReader(file, UTF_8)) {
            return new Yaml(new SafeConstructor(options)).compose(text);
        } catch (IOException unreadable) {
            throw new InvalidSeed(
                    file + " cannot be read: " + reason(unreadable) + ".", "Name a YAML file (simulator.seed).");
        } catch (MarkedYAMLException noYaml) {
            int line = noYaml.getProblemMark() == null
                    ? 1
                    : noYaml.getProblemMark().getLine() + 1;
            throw new InvalidSeed(
                    file + ", line " + line + ": " + noYaml.getProblem() + ".", "Correct the YAML (simulator.seed).");
        } catch (YAMLException noYaml) {
            throw new InvalidSeed(file + " is not YAML: " + noYaml.getMessage() + ".", "Correct it (simulator.seed).");
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof java.nio.file.NoSuchFileException
                ? "it does not exist"
                : failure.getClass().getSimpleName();
    }

    private Seed.SeedInstance instance(SeedNode node) {
        SeedNode.Members instance = node.members(
                "an instance", "alias", "id", "identity-management-type", "inbound-calls", "outbound-calls", "tags");
        String alias = instance.require("alias", SeedFile::alias);
        UUID id = instance.get("id", SeedFile::uuid);
        IdentityManagement type =
                instance.get("identity-management-type", each -> each.oneOf(IdentityManagement.class));
        Seed.SeedInstance seeded = new Seed.SeedInstance(
                node,
                id == null ? derived("instance", alias) : id,
                new InstanceRow.Profile(
                        alias,
                        Objects.requireNonNullElse(type, IdentityManagement.CONNECT_MANAGED)
                                .name(),
                        !Boolean.FALSE.equals(instance.get("inbound-calls", SeedNode::isTrue)),
                        !Boolean.FALSE.equals(instance.get("outbound-calls", SeedNode::isTrue))),
                tags(instance));
        define(instances, alias, seeded.id(), node, "an instance");
        define(instances, seeded.id().toString(), seeded.id(), node, "an instance");
        flows.put(seeded.id(), new HashMap<>());
        return seeded;
    }

    private Seed.SeedFlow flow(SeedNode node) {
        SeedNode.Members flow = node.members(
                "a flow", "name", "id", "instance", "type", "status", "description", "content", "content-file", "tags");
        UUID instance = instanceOf(flow);
        String name = flow.require("name", SeedNode::text);
        UUID id = flow.get("id", SeedFile::uuid);
        Status status = flow.get("status", each -> each.oneOf(Status.class));
        String type = flow.get("type", SeedNode::text);
        String content = content(node, flow);
        Seed.SeedFlow seeded = new Seed.SeedFlow(
                node,
                id == null ? derived("flow", instance + "/" + name) : id,
                instance,
                new FlowRow.Profile(
                        name,
                        type == null ? FlowRow.CONTACT_FLOW : type,
                        status == null ? Status.PUBLISHED : status,
                        flow.get("description", SeedNode::text),
                        FlowContent.sha256(content)),
                content,
                tags(flow));
        Map<String, UUID> ofInstance = flows.computeIfAbsent(instance, each -> new HashMap<>());
        define(ofInstance, name, seeded.id(), node, "a flow");
        define(ofInstance, seeded.id().toString(), seeded.id(), node, "a flow");
        return seeded;
    }

    private String content(SeedNode node, SeedNode.Members flow) {
        SeedNode inline = flow.get("content");
        SeedNode beside = flow.get("content-file");
        if ((inline == null) == (beside == null)) {
            throw node.mistake("a flow has content or a content-file", "Give it one of the two");
        }
        if (inline != null) return checked(inline, inline.json());
        Path path = Objects.requireNonNull(file.getParent())
                .resolve(Objects.requireNonNull(beside).text());
        try {
            return checked(beside, Files.readString(path));
        } catch (IOException unreadable) {
            throw beside.mistake(path + " cannot be read: " + reason(unreadable), "Name a file beside the seed");
        }
    }

    private static String checked(SeedNode node, String content) {
        FlowContent.problem(content).ifPresent(problem -> {
            throw node.mistake(
                    problem.substring(0, problem.length() - 1), "Write a flow in the flow language of Amazon Connect");
        });
        return content;
    }

    private Seed.SeedNumber number(SeedNode node) {
        SeedNode.Members number =
                node.members("a number", "source-arn", "id", "phone-number", "description", "instance", "flow", "tags");
        UUID instance = instanceOf(number);
        String source = number.require("source-arn", SeedFile::destination);
        UUID id = number.get("id", SeedFile::uuid);
        return new Seed.SeedNumber(
                node,
                id == null ? derived("number", source) : id,
                instance,
                new NumberRow.Profile(
                        source,
                        number.get("phone-number", SeedFile::phoneNumber),
                        number.get("description", SeedNode::text)),
                flowOf(number, instance),
                tags(number));
    }

    private Seed.SeedAssociation association(SeedNode node) {
        SeedNode.Members association =
                node.members("an association", "resource-id", "resource-type", "instance", "flow");
        UUID instance = instanceOf(association);
        String resource = association.require("resource-id", SeedFile::destination);
        ResourceType type = association.get("resource-type", each -> each.oneOf(ResourceType.class));
        association.require("flow", SeedNode::text);
        UUID flow = Objects.requireNonNull(flowOf(association, instance));
        return new Seed.SeedAssociation(new FlowAssociation(
                new Resource(resource, type == null ? ResourceType.SMS_PHONE_NUMBER : type), instance, flow));
    }

    private UUID instanceOf(SeedNode.Members members) {
        SeedNode name = members.get("instance");
        if (name == null) return own.id();
        UUID id = instances.get(name.text());
        if (id != null) return id;
        throw name.mistake(
                "there is no instance " + name.text(),
                "Add it to instances, or write the alias or id of one that is there");
    }

    private @Nullable UUID flowOf(SeedNode.Members members, UUID instance) {
        SeedNode name = members.get("flow");
        if (name == null) return null;
        UUID id = flows.getOrDefault(instance, Map.of()).get(name.text());
        if (id != null) return id;
        throw name.mistake(
                "there is no flow " + name.text() + " in this instance",
                "Add it to flows, or write the name or id of one that is there");
    }

    private static void define(Map<String, UUID> names, String name, UUID id, SeedNode node, String what) {
        UUID other = names.put(name, id);
        if (other != null)
            throw node.mistake(what + " " + name + " is here twice or is the installation's own", "Rename one of them");
    }

    private static Map<String, String> tags(SeedNode.Members members) {
        Map<String, String> tags = members.get("tags", SeedNode::texts);
        return tags == null ? Map.of() : tags;
    }

    private static String alias(SeedNode node) {
        if (node.text().length() <= 45 && ALIAS.matcher(node.text()).matches()) return node.text();
        throw node.mistake(node.text() + " is not an alias", "Use at most 45 letters, digits and hyphens");
    }

    private static String destination(SeedNode node) {
        if (node.text().length() <= MAX_DESTINATION) return node.text();
        throw node.mistake("this is longer than a DestinationId", "Use at most " + MAX_DESTINATION + " characters");
    }

    private static String phoneNumber(SeedNode node) {
        if (E164.matcher(node.text()).matches()) return node.text();
        throw node.mistake(node.text() + " is not a phone number in E.164", "Write it like +12065550100");
    }

    private static UUID uuid(SeedNode node) {
        try {
            return UUID.fromString(node.text());
        } catch (IllegalArgumentException notAUuid) {
            throw node.mistake(node.text() + " is not a UUID", "Write a UUID, or leave the id out");
        }
    }

    /** The same id at each start and after each reset. */
    private static UUID derived(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(UTF_8));
    }
}
