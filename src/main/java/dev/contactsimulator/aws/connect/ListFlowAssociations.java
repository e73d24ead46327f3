package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowAssociation;
import dev.contactsimulator.setup.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the flow associations of an instance. */
@Component
final class ListFlowAssociations implements Operation {

    private final Setup setup;
    private final Instances instances;

    ListFlowAssociations(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/flow-associations-summary/{InstanceId}",
                "ListFlowAssociations",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::list);
    }

    /** @param resourceType all if it is null */
    record Request(String instanceId, @Nullable ListedType resourceType, Page.Range range) {

        private static final int MAX_RESULTS = 1_000;
        private static final Enumeration<ListedType> TYPE = Enumeration.of(ListedType.class);

        static Request read(AwsRequest request) {
            Integer maxResults = request.integerParameter("maxResults", 1, MAX_RESULTS);
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.parameter("ResourceType", TYPE),
                    new Page.Range(
                            maxResults == null ? MAX_RESULTS : maxResults,
                            request.parameter("nextToken", Length.any()),
                            ErrorType.INVALID_PARAMETER));
        }
    }

    /** "ListFlowAssociationResourceType", which has no constant for SMS and so shows it as the one for phone numbers. */
    enum ListedType {
        WHATSAPP_MESSAGING_PHONE_NUMBER,
        VOICE_PHONE_NUMBER,
        INBOUND_EMAIL,
        OUTBOUND_EMAIL,
        ANALYTICS_CONNECTOR;

        static ListedType of(FlowAssociation association) {
            return switch (association.resource().type()) {
                case SMS_PHONE_NUMBER -> VOICE_PHONE_NUMBER;
                case WHATSAPP_MESSAGING_PHONE_NUMBER -> WHATSAPP_MESSAGING_PHONE_NUMBER;
                case INBOUND_EMAIL -> INBOUND_EMAIL;
                case OUTBOUND_EMAIL -> OUTBOUND_EMAIL;
                case ANALYTICS_CONNECTOR -> ANALYTICS_CONNECTOR;
            };
        }
    }

    record Response(
            List<FlowAssociationSummary> flowAssociationSummaryList,
            @Nullable String nextToken) {}

    record FlowAssociationSummary(String resourceId, String flowId, ListedType resourceType) {}

    private AwsResponse list(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        List<FlowAssociation> wanted = setup.current().associations().stream()
                .filter(each -> each.instanceId().equals(instance.uuid()))
                .filter(each -> request.resourceType() == null || request.resourceType() == ListedType.of(each))
                .toList();
        Page<FlowAssociation> page = Page.of(wanted, ListFlowAssociations::key, request.range());
        return AwsResponse.of(new Response(page.map(each -> summary(each, instance)), page.nextToken()));
    }

    private static String key(FlowAssociation association) {
        return association.resource().id() + " " + association.resource().type();
    }

    private static FlowAssociationSummary summary(FlowAssociation association, Instance instance) {
        return new FlowAssociationSummary(
                association.resource().id(), instance.flowArn(association.flowId()), ListedType.of(association));
    }
}
