package dev.contactsimulator.setup;

import dev.contactsimulator.setup.FlowAssociation.Resource;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import dev.contactsimulator.setup.FlowRow.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of what is set up. */
public final class SetupRows {

    static final List<String> TABLES =
            List.of("setup_instance", "setup_flow", "setup_number", "setup_flow_association");

    private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};

    private final JdbcClient database;

    SetupRows(JdbcClient database) {
        this.database = database;
    }

    SetupState read(OwnInstance own) {
        return new SetupState(own, instances(), flows(), numbers(), associations());
    }

    private List<InstanceRow> instances() {
        return database.sql("select * from setup_instance")
                .query((row, n) -> new InstanceRow(
                        id(row, "id"),
                        new InstanceRow.Profile(
                                row.getString("alias"),
                                row.getString("identity_management_type"),
                                row.getBoolean("inbound_calls"),
                                row.getBoolean("outbound_calls")),
                        tags(row),
                        creation(row)))
                .list();
    }

    private List<FlowRow> flows() {
        return database.sql("""
                        select id, instance_id, name, type, status, description, content_sha256, tags, created_at, call_id
                        from setup_flow
                        """)
                .query((row, n) -> new FlowRow(
                        id(row, "id"),
                        id(row, "instance_id"),
                        new FlowRow.Profile(
                                row.getString("name"),
                                row.getString("type"),
                                Status.valueOf(row.getString("status")),
                                row.getString("description"),
                                row.getString("content_sha256")),
                        tags(row),
                        creation(row)))
                .list();
    }

    Optional<String> flowContent(UUID id) {
        return database.sql("select content from setup_flow where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    private List<NumberRow> numbers() {
        return database.sql("select * from setup_number")
                .query((row, n) -> new NumberRow(
                        id(row, "id"),
                        id(row, "instance_id"),
                        new NumberRow.Profile(
                                row.getString("source_arn"),
                                row.getString("phone_number"),
                                row.getString("description")),
                        row.getObject("flow_id", UUID.class),
                        tags(row),
                        creation(row)))
                .list();
    }

    private List<FlowAssociation> associations() {
        return database.sql("select * from setup_flow_association")
                .query((row, n) -> new FlowAssociation(
                        new Resource(
                                row.getString("resource_id"), ResourceType.valueOf(row.getString("resource_type"))),
                        id(row, "instance_id"),
                        id(row, "flow_id")))
                .list();
    }

    /** Adds an instance, or replaces the one with its id. */
    public void put(InstanceRow instance) {
        database.sql("""
                        insert into setup_instance (id, alias, identity_management_type, inbound_calls, outbound_calls,
                            tags, created_at, call_id)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (id) do update set
                            alias = excluded.alias, identity_management_type = excluded.identity_management_type,
                            inbound_calls = excluded.inbound_calls, outbound_calls = excluded.outbound_calls,
                            tags = excluded.tags
                        """)
                .param(instance.id())
                .param(instance.profile().alias())
                .param(instance.profile().identityManagementType())
                .param(instance.profile().inboundCallsEnabled())
                .param(instance.profile().outboundCallsEnabled())
                .param(json(instance.tags()))
                .param(time(instance.creation()))
                .param(instance.creation().callId())
                .update();
    }

    /** Deletes an instance and all that is set up in it. Its contacts stay in the log. */
    public void delete(InstanceRow instance) {
        for (String table : List.of("setup_flow_association", "setup_number", "setup_flow")) {
            database.sql("delete from " + table + " where instance_id = ?")
                    .param(instance.id())
                    .update();
        }
        database.sql("delete from setup_instance where id = ?")
                .param(instance.id())
                .update();
    }

    /** Adds a flow, or replaces the one with its id. */
    public void put(FlowRow flow, String content) {
        database.sql("""
                        insert into setup_flow (id, instance_id, name, type, status, description, content, content_sha256,
                            tags, created_at, call_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (id) do update set
                            instance_id = excluded.instance_id, name = excluded.name, type = excluded.type, status = excluded.status,
                            description = excluded.description, content = excluded.content,
                            content_sha256 = excluded.content_sha256, tags = excluded.tags
                        """)
                .param(flow.id())
                .param(flow.instanceId())
                .param(flow.profile().name())
                .param(flow.profile().type())
                .param(flow.profile().status().name())
                .param(flow.profile().description())
                .param(content)
                .param(flow.profile().contentSha256())
                .param(json(flow.tags()))
                .param(time(flow.creation()))
                .param(flow.creation().callId())
                .update();
    }

    /** Adds a number, or replaces the one with its id. */
    public void put(NumberRow number) {
        database.sql("""
                        insert into setup_number (id, instance_id, source_arn, phone_number, description, flow_id, tags,
                            created_at, call_id)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (id) do update set
                            instance_id = excluded.instance_id, source_arn = excluded.source_arn, phone_number = excluded.phone_number,
                            description = excluded.description, flow_id = excluded.flow_id, tags = excluded.tags
                        """)
                .param(number.id())
                .param(number.instanceId())
                .param(number.profile().sourceArn())
                .param(number.profile().phoneNumber())
                .param(number.profile().description())
                .param(number.flowId())
                .param(json(number.tags()))
                .param(time(number.creation()))
                .param(number.creation().callId())
                .update();
    }

    /** @param flowId null if the number is to have none */
    public void bind(NumberRow number, @Nullable UUID flowId) {
        put(number.withFlow(flowId));
    }

    /** Binds a resource; what it was bound to before is replaced. */
    public void put(FlowAssociation association) {
        database.sql("""
                        insert into setup_flow_association (resource_id, resource_type, instance_id, flow_id)
                        values (?, ?, ?, ?)
                        on conflict (resource_id, resource_type) do update set
                            instance_id = excluded.instance_id, flow_id = excluded.flow_id
                        """)
                .param(association.resource().id())
                .param(association.resource().type().name())
                .param(association.instanceId())
                .param(association.flowId())
                .update();
    }

    public void delete(Resource resource) {
        database.sql("delete from setup_flow_association where resource_id = ? and resource_type = ?")
                .param(resource.id())
                .param(resource.type().name())
                .update();
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Creation creation(ResultSet row) throws SQLException {
        Instant at = row.getObject("created_at", OffsetDateTime.class).toInstant();
        return new Creation(at, row.getObject("call_id", UUID.class));
    }

    private static OffsetDateTime time(Creation creation) {
        return creation.at().atOffset(ZoneOffset.UTC);
    }

    private static Map<String, String> tags(ResultSet row) throws SQLException {
        return JsonMapper.shared().readValue(row.getString("tags"), TAGS);
    }

    private static String json(Map<String, String> tags) {
        return JsonMapper.shared().writeValueAsString(tags);
    }
}
