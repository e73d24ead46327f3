package dev.contactsimulator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The main class. */
@SpringBootApplication
public class ContactSimulator {

    public static void main(String[] arguments) {
        SpringApplication.run(ContactSimulator.class, arguments);
    }
}
