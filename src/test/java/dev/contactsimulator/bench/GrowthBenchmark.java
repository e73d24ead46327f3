package dev.contactsimulator.bench;

final class GrowthBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        throw new UnsupportedOperationException();
    }

    private GrowthBenchmark() {}
}
