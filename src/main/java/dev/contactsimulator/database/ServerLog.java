package dev.contactsimulator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What the server itself has written. */
record ServerLog(Path file) {

    private static final int LAST_LINES = 50;

    /** Begins what a client is told that comes while the server starts or stops. */
    private static final String REFUSED_CLIENT = "FATAL:  the database system is ";

    /** Why the server has ended, in one line: its last fatal error with the details, or else its last words. */
    String reason() throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .filter(line -> !line.contains(REFUSED_CLIENT))
                .toList();
        int fatal = last.size() - 1;
        while (fatal > 0 && !isFatal(last.get(fatal))) {
            fatal--;
        }
        String reason = last.stream()
                .skip(Math.max(0, fatal))
                .map(ServerLog::withoutTimeAndProcess)
                .collect(Collectors.joining(" "));
        return (reason.isBlank() ? "it said nothing" : reason) + " (" + file + ")";
    }

    private static boolean isFatal(String line) {
        return line.contains("FATAL:") || line.contains("PANIC:");
    }

    private static String withoutTimeAndProcess(String line) {
        return line.replaceFirst("^.*?\\[\\d+] ", "").strip();
    }
}
