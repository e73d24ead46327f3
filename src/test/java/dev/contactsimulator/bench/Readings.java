package dev.contactsimulator.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Readings of several things, taken in turns; what counts is each thing's median. */
final class Readings {

    private final Map<String, double[]> readings = new LinkedHashMap<>();

    void add(String thing, double reading) {
        readings.merge(thing, new double[] {reading}, Readings::join);
    }

    private static double[] join(double[] all, double[] more) {
        double[] joined = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, joined, all.length, more.length);
        return joined;
    }

    boolean has(String thing) {
        return readings.containsKey(thing);
    }

    double median(String thing) {
        double[] sorted = readings.get(thing).clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median as {@code shown} makes it, with the lowest and the highest reading. */
    String shown(String thing, DoubleUnaryOperator scale) {
        if (!has(thing)) return "–";
        double[] all = readings.get(thing);
        String median = number(scale.applyAsDouble(median(thing)));
        if (all.length == 1) return median;
        return "%s (%s–%s)"
                .formatted(
                        median,
                        number(scale.applyAsDouble(Arrays.stream(all).min().orElseThrow())),
                        number(scale.applyAsDouble(Arrays.stream(all).max().orElseThrow())));
    }

    String shown(String thing) {
        return shown(thing, reading -> reading);
    }

    /** How many times the median of {@code other} that of {@code thing} is. */
    String ratio(String thing, String other) {
        return has(thing) && has(other) ? "%.2f".formatted(median(thing) / median(other)) : "–";
    }

    private static String number(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
