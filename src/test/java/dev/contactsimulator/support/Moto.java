package dev.contactsimulator.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * {@code moto_server}, which emulates SNS, SQS, EventBridge and S3, in a process of its own. Where it is not on the PATH the
 * tests that need it are skipped and say so; where the environment has {@code CI}, they fail.
 */
public final class Moto implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Moto.class);

    private final Process process;
    private final int port;

    private Moto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static Moto start() {
        try {
            int port = freePort();
            Process process = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Moto moto = new Moto(process, port);
            try {
                await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive() || moto.accepts());
            } catch (RuntimeException slow) {
                moto.close();
                throw slow;
            }
            if (process.isAlive()) return moto;
            throw skipped("it ends with exit code " + process.exitValue());
        } catch (IOException missing) {
            throw skipped(missing.getMessage());
        }
    }

    private static AssertionError skipped(String reason) {
        String message = "skipped, for moto_server does not work here: " + reason;
        if (System.getenv("CI") != null) fail(message);
        log.warn(message);
        assumeTrue(false, message);
        return new AssertionError(message);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of one of its services. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
