package dev.contactsimulator.engine;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.util.List;

/** Which timeline of the log commands are decided on. */
public interface Timelines {

    Timeline present();

    /**
     * Returns when what was read of the timeline is as durable as an append, so that a client may be told of it.
     *
     * @throws TimelineEnded if the log is on another timeline
     * @throws EventLogUnavailable if that cannot be said
     */
    void confirm(Timeline timeline);

    static Timelines of(EventLog log) {
        return new Timelines() {
            @Override
            public Timeline present() {
                return log.timeline();
            }

            @Override
            public void confirm(Timeline timeline) {
                log.append(timeline, List.of());
            }
        };
    }
}
