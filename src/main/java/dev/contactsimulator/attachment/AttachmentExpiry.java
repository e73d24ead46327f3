package dev.contactsimulator.attachment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that were announced or uploaded and not sent, on every node. It compares the clock, which may be moved, each
 * second, and looks into the table once a minute of the clock.
 */
final class AttachmentExpiry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AttachmentExpiry.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Attachments attachments;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private @Nullable Thread thread;

    AttachmentExpiry(Attachments attachments, Clock clock) {
        this.attachments = attachments;
        this.clock = clock;
    }

    void start() {
        thread = Thread.ofVirtual().name("attachment-expiry").start(this::run);
    }

    private void run() {
        Duration pause = GLANCE;
        while (true) {
            try {
                Thread.sleep(pause);
                lookIfDue();
                pause = GLANCE;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                log.warn("event=attachment-expiry-postponed", failure);
                pause = AFTER_FAILURE;
            }
        }
    }

    private void lookIfDue() {
        Instant now = clock.instant();
        boolean clockWentBack = nextLook.isAfter(now.plus(LOOK));
        if (now.isBefore(nextLook) && !clockWentBack) return;
        int removed = attachments.removeUnfinished(now);
        if (removed > 0) log.info("event=attachments-expired attachments={}", removed);
        nextLook = now.plus(LOOK);
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
    }
}
