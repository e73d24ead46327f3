package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.delivery.sms.Sms;
import dev.contactsimulator.delivery.sms.SmsMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the phones of customers would show. */
public final class SmsRoutes implements SimulatorRoutes {

    private static final int MAX_MESSAGES = 100;

    private static final Parameter.Text TO =
            new Parameter.Text("to", "the number of the phone, as the SourceId has it", Length.between(1, 255));
    private static final Parameter.Limit LIMIT = new Parameter.Limit(MAX_MESSAGES);
    private static final Parameter.Whole NEXT_TOKEN =
            new Parameter.Whole("nextToken", "the nextToken of the page before", 0, Long.MAX_VALUE);

    private final SmsMessages messages;

    public SmsRoutes(SmsMessages messages) {
        this.messages = messages;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(SimulatorRoute.get(
                        "/sms", "ListSms", "what a customer's phone would show of SMS and WhatsApp chats, oldest first")
                .with(TO, LIMIT, NEXT_TOKEN)
                .handledBy(ListRequest::read, this::list));
    }

    record SmsList(List<Sms> messages, @Nullable String nextToken) {}

    record ListRequest(String to, long after, int limit) {

        static ListRequest read(AwsRequest request) {
            String to = TO.in(request);
            if (to == null) throw SimulatorRoute.invalid("to must be given: the number of the phone.");
            return new ListRequest(to, NEXT_TOKEN.in(request, 0), LIMIT.in(request));
        }
    }

    private AwsResponse list(ListRequest request) {
        SmsMessages.Page page = messages.page(request.to(), request.after(), request.limit());
        return AwsResponse.of(new SmsList(
                page.messages(), page.next() == null ? null : page.next().toString()));
    }
}
