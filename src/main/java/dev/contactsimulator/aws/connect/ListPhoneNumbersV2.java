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
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the imported phone numbers, of one instance or of all. */
@Component
final class ListPhoneNumbersV2 implements Operation {

    /** Which type an imported number has is known to the messaging service only. */
    static final String TYPE = "DID";

    private final Setup setup;
    private final Instances instances;

    ListPhoneNumbersV2(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/phone-number/list",
                "ListPhoneNumbersV2",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::list);
    }

    /**
     * @param types all if it is empty
     * @param prefix of the number in E.164
     */
    record Request(
            @Nullable String targetArn,
            @Nullable String instanceId,
            List<NumberType> types,
            @Nullable String prefix,
            Page.Range range) {

        /** "PhoneNumberType" */
        enum NumberType {
            TOLL_FREE,
            DID,
            UIFN,
            SHARED,
            THIRD_PARTY_TF,
            THIRD_PARTY_DID,
            SHORT_CODE
        }

        private static final int MAX_RESULTS = 1_000;
        private static final Size TYPES = Size.atMost(6);
        private static final Enumeration<NumberType> NUMBER_TYPE = Enumeration.of(NumberType.class);
        private static final Length NEXT_TOKEN = Length.between(1, 100_000);

        /** What the model means; its own pattern has backslashes where it should have none. */
        private static final Pattern PREFIX_PATTERN = Pattern.compile("\\+?[0-9]{1,11}");

        private static final Length PREFIX =
                Length.any().matching(text -> PREFIX_PATTERN.matcher(text).matches(), "\\+?[0-9]{1,11}");

        static Request read(AwsRequest request) {
            Members body = request.body();
            if (body.has("PhoneNumberCountryCodes")) {
                body.violation("PhoneNumberCountryCodes", "Member is not simulated: leave it out");
            }
            Integer maxResults = body.integer("MaxResults", 1, MAX_RESULTS);
            List<NumberType> types = body.enumerations("PhoneNumberTypes", TYPES, NUMBER_TYPE);
            return new Request(
                    body.string("TargetArn", Length.any()),
                    body.string("InstanceId", ContactMembers.INSTANCE_ID),
                    types == null ? List.of() : types,
                    body.string("PhoneNumberPrefix", PREFIX),
                    new Page.Range(
                            maxResults == null ? MAX_RESULTS : maxResults,
                            body.string("NextToken", NEXT_TOKEN),
                            ErrorType.INVALID_PARAMETER));
        }

        boolean wants(NumberRow number) {
            if (!types.isEmpty() && !types.contains(NumberType.DID)) return false;
            String phoneNumber = number.profile().phoneNumber();
            return prefix == null
                    || phoneNumber != null && phoneNumber.startsWith(prefix.startsWith("+") ? prefix : "+" + prefix);
        }
    }

    record Response(
            List<ListPhoneNumbersSummary> listPhoneNumbersSummaryList,
            @Nullable String nextToken) {}

    record ListPhoneNumbersSummary(
            String phoneNumberId,
            String phoneNumberArn,
            @Nullable String phoneNumber,
            String phoneNumberType,
            String targetArn,
            String instanceId,
            @Nullable String phoneNumberDescription,
            String sourcePhoneNumberArn) {}

    private AwsResponse list(Request request, AwsCall call) {
        if (request.targetArn() != null && request.instanceId() != null) {
            throw new AwsException(ErrorType.INVALID_PARAMETER, "TargetArn and InstanceId exclude each other.");
        }
        String named = request.targetArn() == null ? request.instanceId() : request.targetArn();
        Instance only = named == null ? null : instances.require(named);
        List<NumberRow> wanted = setup.current().numbers().stream()
                .filter(number -> only == null || number.instanceId().equals(only.uuid()))
                .filter(request::wants)
                .toList();
        Page<NumberRow> page = Page.of(wanted, number -> number.id().toString(), request.range());
        return AwsResponse.of(new Response(page.map(this::summary), page.nextToken()));
    }

    private ListPhoneNumbersSummary summary(NumberRow number) {
        Instance instance = instances.withId(number.instanceId());
        return new ListPhoneNumbersSummary(
                number.id().toString(),
                SetupMembers.numberArn(instance.location(), number.id()),
                number.profile().phoneNumber(),
                TYPE,
                instance.arn(),
                instance.id(),
                number.profile().description(),
                number.profile().sourceArn());
    }
}
