package dev.contactsimulator.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of ours with all its descendants, and the signals that can be sent to it. */
record ProcessTree(ProcessHandle root) {

    ProcessTree(Process root) {
        this(root.toHandle());
    }

    /** {@code kill -9} of all of them; returns when none is left. */
    void kill() {
        pause();
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** SIGSTOP, the parent first, so that it makes no more children. */
    void pause() {
        signal("-STOP", List.of(root));
        signal("-STOP", all());
    }

    void resume() {
        signal("-CONT", all());
    }

    boolean isAlive() {
        return root.isAlive();
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
        all.add(root);
        return all;
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
