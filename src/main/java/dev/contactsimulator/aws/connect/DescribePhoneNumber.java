package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows an imported phone number. */
@Component
final class DescribePhoneNumber implements Operation {

    private final Setup setup;
    private final Instances instances;

    DescribePhoneNumber(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/phone-number/{PhoneNumberId}",
                "DescribePhoneNumber",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::describe);
    }

    record Request(String phoneNumberId) {

        static Request read(AwsRequest request) {
            return new Request(request.label("PhoneNumberId", Length.any()));
        }
    }

    record Response(ClaimedPhoneNumberSummary claimedPhoneNumberSummary) {}

    /** @param phoneNumber absent if nobody has said which it is */
    record ClaimedPhoneNumberSummary(
            String phoneNumberId,
            String phoneNumberArn,
            @Nullable String phoneNumber,
            String phoneNumberType,
            @Nullable String phoneNumberDescription,
            String targetArn,
            String instanceId,
            Map<String, String> tags,
            PhoneNumberStatus phoneNumberStatus,
            String sourcePhoneNumberArn) {}

    record PhoneNumberStatus(String status) {}

    private AwsResponse describe(Request request, AwsCall call) {
        AwsSettings location = instances.own().location();
        NumberRow number = SetupMembers.requireNumber(setup.current(), location, request.phoneNumberId());
        Instance instance = instances.withId(number.instanceId());
        return AwsResponse.of(new Response(new ClaimedPhoneNumberSummary(
                number.id().toString(),
                SetupMembers.numberArn(location, number.id()),
                number.profile().phoneNumber(),
                ListPhoneNumbersV2.TYPE,
                number.profile().description(),
                instance.arn(),
                instance.id(),
                number.tags(),
                new PhoneNumberStatus("CLAIMED"),
                number.profile().sourceArn())));
    }
}
