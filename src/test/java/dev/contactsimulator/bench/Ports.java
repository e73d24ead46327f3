package dev.contactsimulator.bench;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports for programs that are to be started. */
final class Ports {

    /** A port that was free a moment ago. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Ports() {}
}
