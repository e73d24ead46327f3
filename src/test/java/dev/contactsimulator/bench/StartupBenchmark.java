package dev.contactsimulator.bench;

final class StartupBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        throw new UnsupportedOperationException();
    }

    private StartupBenchmark() {}
}
