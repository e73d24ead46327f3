package dev.contactsimulator.contact;

import dev.contactsimulator.contact.Deadlines.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The idle timers of a chat (UpdateParticipantRoleConfig; Admin Guide, "Set up chat timeouts"). They run while the customer
 * and an agent or a bot are in the chat, with the settings that were there when the agent or the bot joined.
 *
 * @param settings for the next time that an agent or a bot joins
 * @param others the agents and bots that are in the chat
 */
public record Timers(List<Setting> settings, List<ParticipantId> others, List<Running> running) {

    /** What happens when a role is silent for some time ("TimerType"). */
    public enum Type {
        IDLE,
        DISCONNECT_NONCUSTOMER
    }

    /** @param minutes null for a timer that is switched off ("Unset") */
    public record Setting(
            ParticipantRole role, Type type, @Nullable Integer minutes) {}

    /**
     * The timers of one role: the role is idle after the first, and the chat is disconnected the second after that.
     *
     * @param since when the role was last heard of
     */
    public record Running(
            ParticipantRole role,
            @Nullable Integer idleMinutes,
            @Nullable Integer disconnectMinutes,
            Instant since,
            boolean idle) {

        private Optional<Due> next() {
            Duration untilIdle = Duration.ofMinutes(idleMinutes == null ? 0 : idleMinutes);
            if (idleMinutes != null && !idle) return Optional.of(new Due.Idle(role, since.plus(untilIdle)));
            return Optional.ofNullable(disconnectMinutes)
                    .map(minutes ->
                            new Due.AutoDisconnect(role, since.plus(untilIdle).plus(Duration.ofMinutes(minutes))));
        }
    }

    static final Timers NONE = new Timers(List.of(), List.of(), List.of());

    /** New settings replace those of the same role and type. */
    Timers configured(List<Setting> newer) {
        List<Setting> merged = new ArrayList<>(settings);
        for (Setting setting : newer) {
            merged.removeIf(old -> old.role() == setting.role() && old.type() == setting.type());
            if (setting.minutes() != null) merged.add(setting);
        }
        return new Timers(List.copyOf(merged), others, running);
    }

    /** An agent or a bot joins. */
    Timers joined(Participant other, boolean customerIsPresent, Instant at) {
        List<ParticipantId> more = new ArrayList<>(others);
        more.add(other.id());
        Timers joined = new Timers(settings, List.copyOf(more), running);
        return customerIsPresent ? joined.started(other.role() == ParticipantRole.AGENT, at) : joined;
    }

    /** The customer joins. */
    Timers customerJoined(Instant at) {
        return others.isEmpty() ? this : started(false, at);
    }

    Timers left(Participant participant) {
        List<ParticipantId> fewer =
                others.stream().filter(id -> !id.equals(participant.id())).toList();
        boolean goesOn = !fewer.isEmpty() && participant.role() != ParticipantRole.CUSTOMER;
        return new Timers(settings, fewer, goesOn ? running : List.of());
    }

    /** A message of the role starts its timers again. */
    Timers heard(ParticipantRole role, Instant at) {
        return changed(role, timer -> new Running(role, timer.idleMinutes(), timer.disconnectMinutes(), at, false));
    }

    Timers idle(ParticipantRole role) {
        return changed(
                role, timer -> new Running(role, timer.idleMinutes(), timer.disconnectMinutes(), timer.since(), true));
    }

    boolean isIdle(ParticipantRole role) {
        return !running.isEmpty() && running.stream().anyMatch(timer -> timer.role() == role && timer.idle());
    }

    Optional<Due> next() {
        return running.stream().flatMap(timer -> timer.next().stream()).min(Comparator.comparing(Due::at));
    }

    /** A bot has no timers of its own. */
    private Timers started(boolean withAgent, Instant at) {
        List<Running> started = new ArrayList<>();
        for (ParticipantRole role : List.of(ParticipantRole.CUSTOMER, ParticipantRole.AGENT)) {
            if (role == ParticipantRole.AGENT && !withAgent) continue;
            Integer idle = minutes(role, Type.IDLE);
            Integer disconnect = minutes(role, Type.DISCONNECT_NONCUSTOMER);
            if (idle != null || disconnect != null) started.add(new Running(role, idle, disconnect, at, false));
        }
        return new Timers(settings, others, List.copyOf(started));
    }

    private @Nullable Integer minutes(ParticipantRole role, Type type) {
        return settings.stream()
                .filter(setting -> setting.role() == role && setting.type() == type)
                .map(Setting::minutes)
                .findFirst()
                .orElse(null);
    }

    private Timers changed(ParticipantRole role, UnaryOperator<Running> change) {
        if (running.isEmpty()) return this;
        return new Timers(
                settings,
                others,
                running.stream()
                        .map(timer -> timer.role() == role ? change.apply(timer) : timer)
                        .toList());
    }
}
