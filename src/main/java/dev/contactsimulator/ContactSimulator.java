package dev.contactsimulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The main class. */
@SpringBootApplication
public class ContactSimulator {

    private static final Logger log = LoggerFactory.getLogger(ContactSimulator.class);

    public static void main(String[] arguments) {
        endOnUncaughtFailures();
        SpringApplication.run(ContactSimulator.class, arguments);
    }

    /** A program that has lost one of its threads seems to run and does not serve. It ends instead and can be started again. */
    static void endOnUncaughtFailures() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            try {
                log.error("event=program-ends thread={} reason=\"{}\"", thread.getName(), failure, failure);
            } finally {
                Runtime.getRuntime().halt(1);
            }
        });
    }
}
