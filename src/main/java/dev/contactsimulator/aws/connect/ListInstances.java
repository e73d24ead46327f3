package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.InstanceRow;
import dev.contactsimulator.setup.Setup;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the instances. */
@Component
final class ListInstances implements Operation {

    private final Setup setup;
    private final Instances instances;

    ListInstances(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect("GET", "/instance", "ListInstances", ErrorType.INVALID_REQUEST, Request::read, this::list);
    }

    record Request(Page.Range range) {

        private static final int MAX_RESULTS = 10;

        static Request read(AwsRequest request) {
            Integer maxResults = request.integerParameter("maxResults", 1, MAX_RESULTS);
            return new Request(new Page.Range(
                    maxResults == null ? MAX_RESULTS : maxResults,
                    request.parameter("nextToken", Length.any()),
                    ErrorType.INVALID_REQUEST));
        }
    }

    record Response(
            List<InstanceSummary> instanceSummaryList,
            @Nullable String nextToken) {}

    record InstanceSummary(
            String id,
            String arn,
            String identityManagementType,
            @Nullable String instanceAlias,
            Instant createdTime,
            String serviceRole,
            String instanceStatus,
            boolean inboundCallsEnabled,
            boolean outboundCallsEnabled,
            @Nullable String instanceAccessUrl) {}

    private AwsResponse list(Request request, AwsCall call) {
        Page<InstanceRow> page =
                Page.of(setup.current().instances(), row -> row.id().toString(), request.range());
        return AwsResponse.of(new Response(page.map(this::summary), page.nextToken()));
    }

    private InstanceSummary summary(InstanceRow row) {
        Instance instance = instances.withId(row.id());
        InstanceRow.Profile profile = row.profile();
        return new InstanceSummary(
                instance.id(),
                instance.arn(),
                profile.identityManagementType(),
                profile.alias(),
                row.creation().at(),
                instance.location().serviceRole(),
                Instance.ACTIVE,
                profile.inboundCallsEnabled(),
                profile.outboundCallsEnabled(),
                Instance.accessUrl(profile.alias()));
    }
}
