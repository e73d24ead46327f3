package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.FlowRow.Status;
import dev.contactsimulator.setup.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the flows of an instance. */
@Component
final class ListContactFlows implements Operation {

    private final Setup setup;
    private final Instances instances;

    ListContactFlows(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/contact-flows-summary/{InstanceId}",
                "ListContactFlows",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::list);
    }

    /** @param types all if it is empty */
    record Request(String instanceId, List<FlowType> types, Page.Range range) {

        private static final int MAX_RESULTS = 1_000;

        static Request read(AwsRequest request) {
            Integer maxResults = request.integerParameter("maxResults", 1, MAX_RESULTS);
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.parameters("contactFlowTypes", Size.atMost(10), CreateContactFlow.Request.TYPE),
                    new Page.Range(
                            maxResults == null ? MAX_RESULTS : maxResults,
                            request.parameter("nextToken", Length.any()),
                            ErrorType.INVALID_PARAMETER));
        }

        boolean wants(FlowRow flow) {
            return types.isEmpty()
                    || types.stream()
                            .anyMatch(type -> type.name().equals(flow.profile().type()));
        }
    }

    record Response(
            List<ContactFlowSummary> contactFlowSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowSummary(
            String id,
            String arn,
            String name,
            String contactFlowType,
            String contactFlowState,
            Status contactFlowStatus) {}

    private AwsResponse list(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        List<FlowRow> wanted = setup.current().flows(instance.uuid()).stream()
                .filter(request::wants)
                .toList();
        Page<FlowRow> page = Page.of(wanted, flow -> flow.id().toString(), request.range());
        return AwsResponse.of(new Response(page.map(flow -> summary(flow, instance)), page.nextToken()));
    }

    private static ContactFlowSummary summary(FlowRow flow, Instance instance) {
        return new ContactFlowSummary(
                flow.id().toString(),
                instance.flowArn(flow.id()),
                flow.profile().name(),
                flow.profile().type(),
                Instance.ACTIVE,
                flow.profile().status());
    }
}
