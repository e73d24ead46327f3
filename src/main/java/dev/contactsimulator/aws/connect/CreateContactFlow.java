package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.Creation;
import dev.contactsimulator.setup.FlowContent;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.FlowRow.Status;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores a flow as it is. */
@Component
final class CreateContactFlow implements Operation {

    private static final int MAX_FLOWS = 1_000;

    private final Setup setup;
    private final Instances instances;
    private final Clock clock;

    CreateContactFlow(Setup setup, Instances instances, Clock clock) {
        this.setup = setup;
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/contact-flows/{InstanceId}",
                "CreateContactFlow",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::create);
    }

    record Request(String instanceId, FlowRow.Profile profile, String content, Map<String, String> tags) {

        static final Enumeration<FlowType> TYPE = Enumeration.of(FlowType.class);
        private static final Enumeration<Status> STATUS = Enumeration.of(Status.class);
        private static final Length NAME = Length.between(1, Integer.MAX_VALUE);

        static Request read(AwsRequest request) {
            Members body = request.body();
            String content = body.requiredString("Content", Length.any());
            Status status = body.enumeration("Status", STATUS);
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    new FlowRow.Profile(
                            body.requiredString("Name", NAME),
                            String.valueOf(body.requiredEnumeration("Type", TYPE)),
                            status == null ? Status.PUBLISHED : status,
                            body.string("Description", Length.any()),
                            FlowContent.sha256(content)),
                    content,
                    SetupMembers.tags(body));
        }
    }

    record Response(String contactFlowId, String contactFlowArn, String flowContentSha256) {}

    private AwsResponse create(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        FlowContent.problem(request.content()).ifPresent(problem -> {
            throw AwsException.invalidFlow(List.of(problem));
        });
        UUID callId = RequestContexts.callId(call, null);
        FlowRow created = setup.change((before, rows) -> {
            Optional<FlowRow> repeated = before.flowCreatedBy(callId);
            if (repeated.isPresent()) return repeated.get();
            requireRoom(before, instance, request);
            FlowRow flow = new FlowRow(
                    UUID.randomUUID(),
                    instance.uuid(),
                    request.profile(),
                    request.tags(),
                    new Creation(clock.instant(), callId));
            rows.put(flow, request.content());
            return flow;
        });
        return AwsResponse.of(new Response(
                created.id().toString(),
                instance.flowArn(created.id()),
                created.profile().contentSha256()));
    }

    private static void requireRoom(SetupState before, Instance instance, Request request) {
        if (before.instance(instance.uuid()).isEmpty()) {
            throw new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such instance.");
        }
        if (before.flowWithName(instance.uuid(), request.profile().name()).isPresent()) {
            throw new AwsException(ErrorType.DUPLICATE_RESOURCE, "Another flow of the instance has this name.");
        }
        if (before.flows(instance.uuid()).size() >= MAX_FLOWS) {
            throw new AwsException(ErrorType.LIMIT_EXCEEDED, "An instance can have " + MAX_FLOWS + " flows at most.");
        }
    }
}
