package dev.contactsimulator.bench;

import java.nio.file.Path;

/** The Java that the benchmarks run on, for the programs that they start. */
final class Java {

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Java() {}
}
