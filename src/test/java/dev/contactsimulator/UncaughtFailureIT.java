package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UncaughtFailureIT {

    @Test
    void a_thread_that_fails_ends_the_program_with_a_line_that_names_it() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            List<String> output = program.inputReader().lines().toList();

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(1);
            assertThat(output)
                    .filteredOn(line -> line.contains("event=program-ends"))
                    .singleElement()
                    .asString()
                    .contains("thread=acceptor", "the test says so");
        } finally {
            program.destroyForcibly();
        }
    }

    /** A program with a thread that fails and another one that goes on for a while. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            ContactSimulator.endOnUncaughtFailures();
            Thread.ofVirtual().name("acceptor").start(() -> {
                throw new AssertionError("the test says so");
            });
            Thread.sleep(20_000);
        }
    }
}
