package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.control.Reset;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ChatEventType;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactFlowNotPublishedException;
import software.amazon.awssdk.services.connect.model.ContactFlowStatus;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.DirectoryType;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.FlowAssociationResourceType;
import software.amazon.awssdk.services.connect.model.FlowAssociationSummary;
import software.amazon.awssdk.services.connect.model.IdempotencyException;
import software.amazon.awssdk.services.connect.model.InstanceSummary;
import software.amazon.awssdk.services.connect.model.InvalidContactFlowException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import software.amazon.awssdk.services.connect.model.SendChatIntegrationEventResponse;

/** Instances, flows, numbers and associations, as an unmodified SDK sets them up, on two nodes that are strict. */
class SetupOperationsIT {

    private static final String FLOW = "{\"Version\": \"2019-10-30\", \"StartAction\": \"a\", \"Actions\": []}";

    private static RunningSimulator node;
    private static RunningSimulator otherNode;
    private static ConnectClient connect;
    private static ConnectClient other;
    private static Instance own;

    @BeforeAll
    static void start() {
        node = RunningSimulator.start("simulator.connect.strict-destinations=true");
        otherNode = RunningSimulator.start(node.database(), "simulator.connect.strict-destinations=true");
        connect = node.connectClient();
        other = otherNode.connectClient();
        own = node.bean(Instance.class);
    }

    @AfterAll
    static void stop() {
        connect.close();
        other.close();
        otherNode.close();
        node.close();
    }

    @BeforeEach
    void reset() {
        node.bean(Reset.class).run();
    }

    private static String instance(String alias) {
        return connect.createInstance(request -> request.instanceAlias(alias)
                        .identityManagementType(DirectoryType.CONNECT_MANAGED)
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(false)
                        .tags(Map.of("team", "a b")))
                .id();
    }

    private static String flow(String instance, String name) {
        return connect.createContactFlow(request -> request.instanceId(instance)
                        .name(name)
                        .type(ContactFlowType.CONTACT_FLOW)
                        .content(FLOW))
                .contactFlowId();
    }

    private static String number(String instance, String source) {
        return connect.importPhoneNumber(request -> request.instanceId(instance).sourcePhoneNumberArn(source))
                .phoneNumberId();
    }

    private static void associate(String instance, String resource, String flow) {
        connect.associateFlow(request -> request.instanceId(instance)
                .resourceId(resource)
                .flowId(flow)
                .resourceType(FlowAssociationResourceType.SMS_PHONE_NUMBER));
    }

    private static String source() {
        return "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-"
                + UUID.randomUUID().toString().replace("-", "");
    }

    private static SendChatIntegrationEventResponse hello(ConnectClient client, String destination) {
        return client.sendChatIntegrationEvent(request -> request.sourceId("+12065550142")
                .destinationId(destination)
                .event(event -> event.type(ChatEventType.MESSAGE)
                        .contentType("text/plain")
                        .content("hello")));
    }

    private static Contact contact(ConnectClient client, String instance, String contact) {
        return client.describeContact(request -> request.instanceId(instance).contactId(contact))
                .contact();
    }

    @Test
    void an_instance_is_described_and_listed_on_every_node_until_it_is_deleted() {
        String id = instance("sales");

        var described =
                other.describeInstance(request -> request.instanceId(id)).instance();
        assertThat(described.instanceAlias()).isEqualTo("sales");
        assertThat(described.arn()).endsWith(":instance/" + id);
        assertThat(described.instanceStatusAsString()).isEqualTo("ACTIVE");
        assertThat(described.outboundCallsEnabled()).isFalse();
        assertThat(described.tags()).isEqualTo(Map.of("team", "a b"));
        assertThat(described.createdTime()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        assertThat(other.listInstances(request -> {}).instanceSummaryList())
                .extracting(InstanceSummary::id)
                .containsExactlyInAnyOrder(own.id(), id);

        other.deleteInstance(request -> request.instanceId(described.arn()));

        assertThatThrownBy(() -> connect.describeInstance(request -> request.instanceId(id)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void the_own_instance_and_its_default_flow_are_always_there() {
        assertThatThrownBy(() -> connect.deleteInstance(request -> request.instanceId(own.id())))
                .isInstanceOf(InvalidRequestException.class);
        var flows = connect.listContactFlows(request -> request.instanceId(own.id()))
                .contactFlowSummaryList();
        assertThat(flows).hasSize(1);
        String content = connect.describeContactFlow(request -> request.instanceId(own.arn())
                        .contactFlowId(flows.getFirst().arn()))
                .contactFlow()
                .content();
        assertThat(content).startsWith("{\"Version\":\"2019-10-30\"");
    }

    @Test
    void lists_have_pages() {
        Set<String> created = new HashSet<>(Set.of(own.id()));
        IntStream.range(0, 4).forEach(n -> created.add(instance("i" + n)));
        List<String> listed = connect.listInstancesPaginator(request -> request.maxResults(2)).stream()
                .flatMap(page -> page.instanceSummaryList().stream())
                .map(InstanceSummary::id)
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
        assertThatThrownBy(() -> connect.listInstances(request -> request.nextToken("x")))
                .isInstanceOf(InvalidRequestException.class);
        IntStream.range(0, 3).forEach(n -> flow(own.id(), "f" + n));
        assertThat(connect
                        .listContactFlowsPaginator(
                                request -> request.instanceId(own.id()).maxResults(1))
                        .stream())
                .hasSize(4);
    }

    @Test
    void a_repeated_call_creates_nothing_more() {
        String token = UUID.randomUUID().toString();
        String source = source();
        String first = connect.importPhoneNumber(request -> request.instanceId(own.id())
                        .sourcePhoneNumberArn(source)
                        .clientToken(token))
                .phoneNumberId();
        assertThat(other.importPhoneNumber(request -> request.instanceId(own.id())
                                .sourcePhoneNumberArn(source)
                                .clientToken(token))
                        .phoneNumberId())
                .isEqualTo(first);
        assertThatThrownBy(() -> other.importPhoneNumber(request -> request.instanceId(own.id())
                        .sourcePhoneNumberArn(source())
                        .clientToken(token)))
                .isInstanceOf(IdempotencyException.class);
        assertThatThrownBy(() -> number(own.id(), source)).isInstanceOf(InvalidParameterException.class);
        instance("taken");
        assertThatThrownBy(() -> instance("taken")).isInstanceOf(InvalidRequestException.class);
        flow(own.id(), "twice");
        assertThatThrownBy(() -> flow(own.id(), "twice")).isInstanceOf(DuplicateResourceException.class);
    }

    @Test
    void a_flow_is_kept_as_it_is_and_must_be_a_json_object() {
        String id = flow(own.id(), "kept");
        var described = other.describeContactFlow(
                        request -> request.instanceId(own.id()).contactFlowId(id))
                .contactFlow();
        assertThat(described.content()).isEqualTo(FLOW);
        assertThat(described.statusAsString()).isEqualTo("PUBLISHED");
        for (String content : List.of("", "[]", "{", "{\"a\":\"" + "x".repeat(256_000) + "\"}")) {
            assertThatThrownBy(() -> connect.createContactFlow(request -> request.instanceId(own.id())
                            .name("other")
                            .type(ContactFlowType.CONTACT_FLOW)
                            .content(content)))
                    .isInstanceOfSatisfying(
                            InvalidContactFlowException.class,
                            error -> assertThat(error.problems()).hasSize(1));
        }
    }

    @Test
    void a_flow_that_is_not_published_is_shown_as_saved_only_and_begins_no_chat() {
        String id = connect.createContactFlow(request -> request.instanceId(own.id())
                        .name("saved")
                        .type(ContactFlowType.CONTACT_FLOW)
                        .status(ContactFlowStatus.SAVED)
                        .content(FLOW))
                .contactFlowId();
        assertThatThrownBy(() -> connect.describeContactFlow(
                        request -> request.instanceId(own.id()).contactFlowId(id)))
                .isInstanceOf(ContactFlowNotPublishedException.class);
        assertThat(connect.describeContactFlow(
                                request -> request.instanceId(own.id()).contactFlowId(id + ":$SAVED"))
                        .contactFlow()
                        .name())
                .isEqualTo("saved");
        assertThatThrownBy(() -> associate(own.id(), source(), id)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_destination_is_bound_by_an_association_on_every_node_at_once() {
        String sales = instance("sales");
        String flow = flow(sales, "inbound");
        for (int round = 0; round < 20; round++) {
            String destination = source();
            assertThatThrownBy(() -> hello(other, destination)).isInstanceOf(ResourceNotFoundException.class);
            associate(sales, destination, flow);
            String contact = hello(other, destination).initialContactId();
            assertThat(contact(connect, sales, contact).arn())
                    .isEqualTo("arn:aws:connect:us-east-1:111122223333:instance/" + sales + "/contact/" + contact);
            connect.disassociateFlow(request -> request.instanceId(sales)
                    .resourceId(destination)
                    .resourceType(FlowAssociationResourceType.SMS_PHONE_NUMBER));
            assertThat(hello(other, destination).newChatCreated()).isFalse();
            other.stopContact(request -> request.instanceId(sales).contactId(contact));
            assertThatThrownBy(() -> hello(other, destination)).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void a_destination_is_bound_by_the_flow_of_its_number() {
        String source = source();
        String flow = flow(own.id(), "inbound");
        String number = number(own.id(), source);
        assertThatThrownBy(() -> hello(connect, source)).isInstanceOf(ResourceNotFoundException.class);

        connect.associatePhoneNumberContactFlow(
                request -> request.instanceId(own.id()).phoneNumberId(number).contactFlowId(flow));

        assertThat(hello(other, source).newChatCreated()).isTrue();
        var described = other.describePhoneNumber(request -> request.phoneNumberId(number))
                .claimedPhoneNumberSummary();
        assertThat(described.sourcePhoneNumberArn()).isEqualTo(source);
        assertThat(described.targetArn()).isEqualTo(own.arn());
        assertThat(other.listPhoneNumbersV2(request -> request.targetArn(own.arn()))
                        .listPhoneNumbersSummaryList())
                .hasSize(1);

        other.disassociatePhoneNumberContactFlow(
                request -> request.instanceId(own.id()).phoneNumberId(described.phoneNumberArn()));

        assertThatThrownBy(() -> connect.sendChatIntegrationEvent(request -> request.sourceId("+12065550143")
                        .destinationId(source)
                        .event(event -> event.type(ChatEventType.MESSAGE)
                                .contentType("text/plain")
                                .content("hello"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void an_association_comes_before_the_flow_of_the_number_and_is_shown() {
        String sales = instance("sales");
        String source = source();
        String number = number(own.id(), source);
        String ofNumber = flow(own.id(), "of the number");
        connect.associatePhoneNumberContactFlow(
                request -> request.instanceId(own.id()).phoneNumberId(number).contactFlowId(ofNumber));
        String ofSales = flow(sales, "of sales");
        associate(sales, source, ofSales);

        assertThat(contact(connect, sales, hello(connect, source).initialContactId())
                        .id())
                .isNotEmpty();
        assertThat(connect.getFlowAssociation(request -> request.instanceId(sales)
                                .resourceId(source)
                                .resourceType(FlowAssociationResourceType.SMS_PHONE_NUMBER))
                        .flowId())
                .endsWith(":instance/" + sales + "/contact-flow/" + ofSales);
        assertThat(connect.listFlowAssociations(request -> request.instanceId(sales))
                        .flowAssociationSummaryList())
                .extracting(FlowAssociationSummary::resourceId, FlowAssociationSummary::resourceTypeAsString)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(source, "VOICE_PHONE_NUMBER"));
        assertThatThrownBy(() -> associate(own.id(), source, ofNumber)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_contact_is_known_to_its_own_instance_only() {
        String sales = instance("sales");
        String destination = source();
        associate(sales, destination, flow(sales, "inbound"));
        String contact = hello(connect, destination).initialContactId();
        for (ConnectClient client : List.of(connect, other)) {
            assertThat(contact(client, sales, contact).tags()).containsEntry("aws:connect:instanceId", sales);
            assertThatThrownBy(() -> contact(client, own.id(), contact)).isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> client.stopContact(
                            request -> request.instanceId(own.id()).contactId(contact)))
                    .isInstanceOf(ContactNotFoundException.class);
            assertThatThrownBy(() -> client.tagContact(request ->
                            request.instanceId(own.id()).contactId(contact).tags(Map.of("a", "b"))))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(found(client, sales)).isEqualTo(1);
            assertThat(found(client, own.id())).isZero();
        }
        connect.tagContact(
                request -> request.instanceId(sales).contactId(contact).tags(Map.of("a", "b")));
        connect.deleteInstance(request -> request.instanceId(sales));
        assertThatThrownBy(() -> contact(other, sales, contact)).isInstanceOf(ResourceNotFoundException.class);
    }

    private static long found(ConnectClient client, String instance) {
        return client.searchContacts(request -> request.instanceId(instance)
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(Instant.now().minus(Duration.ofDays(1)))
                                .endTime(Instant.now().plus(Duration.ofDays(1)))))
                .totalCount();
    }

    @Test
    void what_is_refused_leaves_nothing_behind() {
        String sales = instance("sales");
        String flow = flow(sales, "inbound");
        String elsewhere = source().replace("us-east-1", "eu-west-1");
        for (String wrong : List.of("", "+12065550100", elsewhere, "arn:aws:sns:us-east-1:111122223333:x")) {
            assertThatThrownBy(() -> number(own.id(), wrong)).isInstanceOf(ConnectException.class);
        }
        assertThatThrownBy(() -> associate(own.id(), source(), flow)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> associate(UUID.randomUUID().toString(), source(), flow))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(connect.listPhoneNumbersV2(request -> {}).listPhoneNumbersSummaryList())
                .isEmpty();
        assertThat(connect.listFlowAssociations(request -> request.instanceId(own.id()))
                        .flowAssociationSummaryList())
                .isEmpty();
    }

    @Test
    void a_reset_leaves_the_own_instance_only() {
        instance("sales");
        flow(own.id(), "inbound");
        number(own.id(), source());

        node.bean(Reset.class).run();

        assertThat(other.listInstances(request -> {}).instanceSummaryList()).hasSize(1);
        assertThat(other.listContactFlows(request -> request.instanceId(own.id()))
                        .contactFlowSummaryList())
                .hasSize(1);
        assertThat(other.listPhoneNumbersV2(request -> {}).listPhoneNumbersSummaryList())
                .isEmpty();
        assertThatThrownBy(() -> Customer.of(node).says("hello")).isInstanceOf(AssertionError.class);
    }
}
