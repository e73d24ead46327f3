package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.Creation;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a phone number of the messaging service known to an instance. */
@Component
final class ImportPhoneNumber implements Operation {

    private static final int MAX_NUMBERS = 10_000;

    private final Setup setup;
    private final Instances instances;
    private final Clock clock;

    ImportPhoneNumber(Setup setup, Instances instances, Clock clock) {
        this.setup = setup;
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/phone-number/import",
                "ImportPhoneNumber",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::importNumber);
    }

    record Request(
            String instanceId,
            NumberRow.Profile profile,
            Map<String, String> tags,
            @Nullable String clientToken) {

        private static final Length DESCRIPTION = Length.atMost(500);

        static Request read(AwsRequest request) {
            Members body = request.body();
            return new Request(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    new NumberRow.Profile(
                            body.requiredString("SourcePhoneNumberArn", Length.any()),
                            null,
                            body.string("PhoneNumberDescription", DESCRIPTION)),
                    SetupMembers.tags(body),
                    body.string("ClientToken", SetupMembers.CLIENT_TOKEN));
        }
    }

    record Response(String phoneNumberId, String phoneNumberArn) {}

    private AwsResponse importNumber(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        requireSource(request.profile().sourceArn(), instance.location());
        UUID callId = RequestContexts.callId(call, request.clientToken());
        NumberRow imported = setup.change((before, rows) -> {
            Optional<NumberRow> repeated = before.numberImportedBy(callId);
            if (repeated.isPresent()) return requireSame(repeated.get(), instance, request, call);
            requireRoom(before, instance, request);
            NumberRow number = new NumberRow(
                    UUID.randomUUID(),
                    instance.uuid(),
                    request.profile(),
                    null,
                    request.tags(),
                    new Creation(clock.instant(), callId));
            rows.put(number);
            return number;
        });
        return AwsResponse.of(
                new Response(imported.id().toString(), SetupMembers.numberArn(instance.location(), imported.id())));
    }

    /** A number is imported from its own Region only, and is to be a DestinationId. */
    private static void requireSource(String arn, AwsSettings location) {
        Pattern numbers = Pattern.compile("arn:[a-z-]+:(sms-voice|social-messaging):" + location.region()
                + ":\\d{12}:phone-number(-id)?/[A-Za-z0-9_-]{1,128}");
        if (numbers.matcher(arn).matches()) return;
        throw new AwsException(
                ErrorType.INVALID_PARAMETER,
                "The SourcePhoneNumberArn must be that of a phone number in the Region of the instance.");
    }

    private static void requireRoom(SetupState before, Instance instance, Request request) {
        if (before.instance(instance.uuid()).isEmpty()) {
            throw new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such instance.");
        }
        if (before.numberFrom(request.profile().sourceArn()).isPresent()) {
            throw new AwsException(ErrorType.INVALID_PARAMETER, "The phone number is imported already.");
        }
        if (before.numbers().size() >= MAX_NUMBERS) {
            throw new AwsException(
                    ErrorType.INVALID_PARAMETER, "There can be " + MAX_NUMBERS + " phone numbers at most.");
        }
    }

    private static NumberRow requireSame(NumberRow number, Instance instance, Request request, AwsCall call) {
        if (number.instanceId().equals(instance.uuid())
                && number.profile().equals(request.profile())
                && number.tags().equals(request.tags())) {
            return number;
        }
        throw SetupMembers.otherRequest(ErrorType.IDEMPOTENCY, call);
    }
}
