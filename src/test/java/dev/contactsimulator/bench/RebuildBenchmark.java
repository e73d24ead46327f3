package dev.contactsimulator.bench;

final class RebuildBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        throw new UnsupportedOperationException();
    }

    private RebuildBenchmark() {}
}
