package dev.contactsimulator.support;

import dev.contactsimulator.support.RawHttp.Response;
import dev.contactsimulator.support.RequestGenerator.Generated;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends generated requests to a running simulator over several connections, and looks for responses that AWS never gives. */
public final class RandomRequests {

    /**
     * @param responses how many responses of each status; under 0 how many broken requests were not answered at all
     * @param offences the first requests with a 5xx, or with a response that is no JSON of AWS
     */
    public record Outcome(Map<Integer, Integer> responses, List<String> offences) {}

    private static final int MAX_OFFENCES = 10;

    /** @param generators one for each connection */
    public static Outcome send(int port, int requests, List<RequestGenerator> generators)
            throws InterruptedException, ExecutionException {
        Map<Integer, Integer> responses = new TreeMap<>();
        List<String> offences = new ArrayList<>();
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> tasks = new ArrayList<>();
            for (RequestGenerator generator : generators) {
                tasks.add(() -> new Connection(port, generator).send(requests / generators.size()));
            }
            for (Future<Outcome> future : connections.invokeAll(tasks)) {
                Outcome outcome = future.get();
                outcome.responses().forEach((status, count) -> responses.merge(status, count, Integer::sum));
                offences.addAll(outcome.offences());
            }
        }
        return new Outcome(responses, offences);
    }

    private static final class Connection {

        private final int port;
        private final RequestGenerator generator;
        private final Map<Integer, Integer> responses = new TreeMap<>();
        private final List<String> offences = new ArrayList<>();
        private @Nullable RawHttp open;

        Connection(int port, RequestGenerator generator) {
            this.port = port;
            this.generator = generator;
        }

        Outcome send(int requests) throws IOException {
            for (int i = 0; i < requests && offences.size() < MAX_OFFENCES; i++) {
                Generated request = generator.next();
                Response response = request.framed() ? exchange(request) : exchangeBroken(request);
                responses.merge(response == null ? 0 : response.status(), 1, Integer::sum);
                String offence = response == null ? null : offence(response);
                if (offence != null)
                    offences.add(offence + "\n" + response.status() + " " + response.text() + "\n" + request);
            }
            close();
            return new Outcome(responses, offences);
        }

        private @Nullable Response exchange(Generated request) throws IOException {
            RawHttp connection = open;
            if (connection == null) connection = new RawHttp(port);
            open = null;
            try {
                connection.send(request.bytes());
                Response response = connection.receive();
                if (!response.closes()) open = connection;
                return response;
            } catch (EOFException | SocketException unanswered) {
                offences.add("no response: " + unanswered + "\n" + request);
                return null;
            } finally {
                if (open == null) connection.close();
            }
        }

        /** The meaning and the end of such a request are undefined: it may be left without a response. */
        private @Nullable Response exchangeBroken(Generated request) throws IOException {
            try (RawHttp connection = new RawHttp(port)) {
                connection.send(request.bytes());
                connection.finish();
                return connection.receive();
            } catch (EOFException | SocketException unanswered) {
                return null;
            }
        }

        private void close() throws IOException {
            if (open != null) open.close();
        }
    }

    private static @Nullable String offence(Response response) {
        if (response.status() >= 500) return "a server's fault";
        if (response.header("x-amzn-requestid").isEmpty()) return "no request id";
        if (!response.header("content-type").equals("application/json")) return "no JSON";
        try {
            if (!JsonMapper.shared().readTree(response.body()).isObject()) return "no JSON object";
        } catch (JacksonException notJson) {
            return "no JSON: " + notJson.getOriginalMessage();
        }
        boolean error = response.status() >= 400;
        return error == response.header("x-amzn-errortype").isEmpty() ? "an error without a type" : null;
    }

    private RandomRequests() {}
}
