package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.ContactCommand.ConfigureTimers;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.Timers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets the idle timers of a chat, for the next time that an agent or a bot joins. */
@Component
final class UpdateParticipantRoleConfig implements Operation {

    private final ContactCommands commands;

    UpdateParticipantRoleConfig(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/contact/participant-role-config/{InstanceId}/{ContactId}",
                "UpdateParticipantRoleConfig",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::update);
    }

    record Request(ContactReference contact, List<Timers.Setting> timers) {

        private static final Size TIMERS = Size.between(1, 6);
        private static final int MIN_MINUTES = 2;
        private static final int MAX_MINUTES = 480;

        /** "TimerEligibleParticipantRoles" */
        private enum Role {
            CUSTOMER,
            AGENT
        }

        /** "ParticipantTimerAction" */
        private enum Action {
            Unset
        }

        private static final Enumeration<Role> ROLE = Enumeration.of(Role.class);
        private static final Enumeration<Timers.Type> TYPE = Enumeration.of(Timers.Type.class);
        private static final Enumeration<Action> ACTION = Enumeration.of(Action.class);

        static Request read(AwsRequest request) {
            Members chat =
                    request.body().requiredStructure("ChannelConfiguration").structure("Chat");
            List<Timers.Setting> timers = chat == null
                    ? List.of()
                    : chat.requiredStructures("ParticipantTimerConfigList", TIMERS, Request::timer);
            Set<String> pairs = new HashSet<>();
            if (chat != null && !timers.stream().allMatch(timer -> pairs.add(timer.role() + " " + timer.type()))) {
                chat.violation("ParticipantTimerConfigList", "Member must have each timer of a role once");
            }
            return new Request(ContactReference.readPath(request, "ContactId"), timers);
        }

        private static Timers.Setting timer(Members timer) {
            Role role = timer.requiredEnumeration("ParticipantRole", ROLE);
            Timers.Type type = timer.requiredEnumeration("TimerType", TYPE);
            return new Timers.Setting(
                    role == Role.AGENT ? ParticipantRole.AGENT : ParticipantRole.CUSTOMER,
                    type == null ? Timers.Type.IDLE : type,
                    minutes(timer.requiredStructure("TimerValue")));
        }

        /** A union: one of the two. */
        private static @Nullable Integer minutes(Members value) {
            Action action = value.enumeration("ParticipantTimerAction", ACTION);
            Integer minutes = value.integer("ParticipantTimerDurationInMinutes", MIN_MINUTES, MAX_MINUTES);
            boolean both = value.has("ParticipantTimerAction") && value.has("ParticipantTimerDurationInMinutes");
            boolean neither = !value.has("ParticipantTimerAction") && !value.has("ParticipantTimerDurationInMinutes");
            if (both || neither) {
                value.violation(
                        "ParticipantTimerDurationInMinutes", "Member must be there unless ParticipantTimerAction is");
            }
            return action == null ? minutes : null;
        }
    }

    private AwsResponse update(Request request, AwsCall call) {
        return commands.send(
                request.contact(),
                (contact, at) -> new ConfigureTimers(contact, request.timers(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call);
    }
}
