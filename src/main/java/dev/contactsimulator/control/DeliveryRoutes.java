package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.DeliveryChanges;
import dev.contactsimulator.delivery.DeliveryChanges.Change;
import dev.contactsimulator.delivery.DeliveryFilter;
import dev.contactsimulator.delivery.DeliveryId;
import dev.contactsimulator.delivery.DeliveryPage;
import dev.contactsimulator.delivery.DeliveryQueries;
import dev.contactsimulator.delivery.DeliveryState;
import dev.contactsimulator.delivery.ListedDelivery;
import dev.contactsimulator.eventlog.Follower;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** The ledger of deliveries: what was sent where, what was not, and changes by hand. */
public final class DeliveryRoutes implements SimulatorRoutes {

    private static final int MAX_DELIVERIES = 100;
    private static final int MAX_CHANGES = 1_000;

    private static final Parameter.Text ID = new Parameter.Text("id", "the deliveryId of one delivery");
    private static final Parameter.Text CONTACT_ID = new Parameter.Text("contactId", "deliveries of this contact only");
    private static final Parameter.Text DESTINATION = new Parameter.Text(
            "destination", "deliveries to this destination only: its name, or the ARN or URL of a target");
    private static final Parameter.Text STATE =
            new Parameter.Text("state", "deliveries in this state only: PENDING, DELIVERED, FAILED, PARKED or DROPPED");
    private static final Parameter.Limit LIMIT = new Parameter.Limit(MAX_DELIVERIES);
    private static final Parameter.Limit CHANGES_LIMIT = new Parameter.Limit(MAX_CHANGES);
    private static final Parameter.Text NEXT_TOKEN = Parameter.nextToken();

    private final DeliveryQueries deliveries;
    private final DeliveryChanges changes;
    private final Follower follower;

    public DeliveryRoutes(DeliveryQueries deliveries, DeliveryChanges changes, Follower follower) {
        this.follower = follower;
        this.deliveries = deliveries;
        this.changes = changes;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.get("/deliveries", "ListDeliveries", "what was sent where, or waits, oldest first")
                        .with(CONTACT_ID, DESTINATION, STATE, LIMIT, NEXT_TOKEN)
                        .handledBy(ListRequest::read, this::list),
                change("redrive", Change.REDRIVE, "sends deliveries again: one, or those failed and parked"),
                change("duplicate", Change.DUPLICATE, "sends deliveries once more: one, or those delivered"),
                change("drop", Change.DROP, "gives up deliveries: one, or those that wait, failed or are parked"));
    }

    private SimulatorRoute change(String verb, Change change, String summary) {
        String name = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + "Deliveries";
        return SimulatorRoute.post("/deliveries/" + verb, name, summary)
                .with(ID, CONTACT_ID, DESTINATION, STATE, CHANGES_LIMIT)
                .handledBy(request -> ChangeRequest.read(request, change), this::change);
    }

    /** @param endpoint false if there is none, and the ledger alone has the deliveries */
    record Destination(String name, boolean endpoint) {

        static Destination of(Channel channel) {
            return new Destination(channel.name(), channel.isConnected());
        }
    }

    /**
     * @param eventsBehind how many events of the log are still to be looked at
     * @param note what the ledger alone has, if that is so
     * @param nextToken to be given for the next page, absent on the last
     */
    record DeliveryList(
            List<Destination> destinations,
            long eventsBehind,
            @Nullable String note,
            List<Delivery> deliveries,
            @Nullable String nextToken) {}

    record Delivery(
            String deliveryId,
            String destination,
            String target,
            String contactId,
            long position,
            @Nullable Instant time,
            DeliveryState state,
            int attempts,
            @Nullable String error,
            @Nullable Instant changedAt,
            @Nullable RawValue payload) {

        static Delivery of(ListedDelivery delivery) {
            return new Delivery(
                    delivery.id().toString(),
                    delivery.id().destination(),
                    delivery.target(),
                    delivery.contactId().toString(),
                    delivery.id().position(),
                    delivery.at(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.error(),
                    delivery.changedAt(),
                    delivery.payload() == null ? null : new RawValue(delivery.payload()));
        }
    }

    record ListRequest(DeliveryFilter filter, @Nullable DeliveryId after, int limit) {

        static ListRequest read(AwsRequest request) {
            return new ListRequest(readFilter(request, Set.of()), place(NEXT_TOKEN.in(request)), LIMIT.in(request));
        }
    }

    private AwsResponse list(ListRequest request) {
        try {
            DeliveryPage page = deliveries.list(request.filter(), request.after(), request.limit());
            List<Destination> destinations =
                    deliveries.channels().stream().map(Destination::of).toList();
            return AwsResponse.of(new DeliveryList(
                    destinations,
                    follower.lag(),
                    note(destinations),
                    page.deliveries().stream().map(Delivery::of).toList(),
                    page.next() == null ? null : page.next().toString()));
        } catch (SQLException failure) {
            throw new IllegalStateException("the ledger cannot be read", failure);
        }
    }

    private static @Nullable String note(List<Destination> destinations) {
        List<String> without = destinations.stream()
                .filter(each -> !each.endpoint())
                .map(Destination::name)
                .toList();
        if (without.isEmpty()) return null;
        return "No endpoint is set for " + String.join(", ", without) + ": the ledger alone has what goes there.";
    }

    /** @param id of one delivery, or null for those that match the filter */
    record ChangeRequest(Change change, @Nullable DeliveryId id, DeliveryFilter filter, int limit) {

        static ChangeRequest read(AwsRequest request, Change change) {
            DeliveryFilter filter = readFilter(request, defaultStates(change));
            String id = ID.in(request);
            boolean many =
                    CONTACT_ID.in(request) != null || DESTINATION.in(request) != null || STATE.in(request) != null;
            if ((id == null) != many) {
                throw SimulatorRoute.invalid(
                        "Name either one delivery (id), or what many have in common (contactId, destination, state).");
            }
            return new ChangeRequest(change, deliveryId(id), filter, CHANGES_LIMIT.in(request));
        }

        private static Set<DeliveryState> defaultStates(Change change) {
            return switch (change) {
                case REDRIVE -> Set.of(DeliveryState.FAILED, DeliveryState.PARKED);
                case DUPLICATE -> Set.of(DeliveryState.DELIVERED);
                case DROP -> Set.of(DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.PARKED);
            };
        }
    }

    /** @param more whether there were more than the limit allows to change at once */
    record Changed(int changed, boolean more) {}

    private AwsResponse change(ChangeRequest request) {
        try {
            return AwsResponse.of(
                    request.id() == null ? changeMany(request) : changeOne(request.change(), request.id()));
        } catch (SQLException failure) {
            throw new IllegalStateException("the ledger cannot be changed", failure);
        }
    }

    private Changed changeOne(Change change, DeliveryId id) throws SQLException {
        ListedDelivery delivery = deliveries
                .find(id)
                .orElseThrow(() -> new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such delivery."));
        if (changes.apply(change, delivery)) return new Changed(1, false);
        throw new AwsException(
                ErrorType.CONFLICT,
                "The delivery is " + delivery.state() + (delivery.changedAt() == null ? " and being made." : "."));
    }

    private Changed changeMany(ChangeRequest request) throws SQLException {
        int changed = 0;
        int left = request.limit();
        DeliveryPage page;
        @Nullable DeliveryId after = null;
        do {
            page = deliveries.list(request.filter(), after, Math.min(left, MAX_DELIVERIES));
            for (ListedDelivery delivery : page.deliveries()) {
                boolean copyOfCopy =
                        request.change() == Change.DUPLICATE && delivery.id().copy() > 0;
                if (!copyOfCopy && changes.apply(request.change(), delivery)) changed++;
            }
            left -= page.deliveries().size();
            after = page.next();
        } while (after != null && left > 0);
        return new Changed(changed, after != null);
    }

    private static DeliveryFilter readFilter(AwsRequest request, Set<DeliveryState> defaultStates) {
        String state = STATE.in(request);
        Set<DeliveryState> states = state == null ? defaultStates : Set.of(state(state));
        return new DeliveryFilter(contactId(CONTACT_ID.in(request)), DESTINATION.in(request), states);
    }

    private static DeliveryState state(String text) {
        return Arrays.stream(DeliveryState.values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> SimulatorRoute.invalid("state must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(DeliveryState.values())
                                        .map(Enum::name)
                                        .toList())
                        + "."));
    }

    private static @Nullable ContactId contactId(@Nullable String text) {
        try {
            return text == null ? null : ContactId.of(text);
        } catch (IllegalArgumentException notAnId) {
            throw SimulatorRoute.invalid("contactId must be the id of a contact.");
        }
    }

    private static @Nullable DeliveryId deliveryId(@Nullable String text) {
        try {
            return text == null ? null : DeliveryId.of(text);
        } catch (IllegalArgumentException notAnId) {
            throw SimulatorRoute.invalid("id must be the deliveryId of a delivery, sns.17.0 for example.");
        }
    }

    private static @Nullable DeliveryId place(@Nullable String token) {
        try {
            return token == null ? null : DeliveryId.ofToken(token);
        } catch (IllegalArgumentException notAToken) {
            throw SimulatorRoute.invalid("nextToken must be one of the same list.");
        }
    }
}
