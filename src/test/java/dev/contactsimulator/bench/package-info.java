/**
 * Benchmarks, started by {@code mvn -Pbench verify -Dbench=log} (or {@code http}, {@code growth}, {@code rebuild},
 * {@code startup}). Each prints ratios against something that anyone can run, taken in turns in one run on one machine.
 */
@NullMarked
package dev.contactsimulator.bench;

import org.jspecify.annotations.NullMarked;
