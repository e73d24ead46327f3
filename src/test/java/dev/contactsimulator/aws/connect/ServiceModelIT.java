package dev.contactsimulator.aws.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that {@link ServiceModelTest} reads, against botocore, which it was made from. */
class ServiceModelIT {

    private static final Logger log = LoggerFactory.getLogger(ServiceModelIT.class);

    private record Result(int exit, String output) {}

    @Test
    void the_service_model_is_that_of_botocore() throws Exception {
        if (run(List.of("python3", "-c", "import botocore")).exit() != 0) skip("there is no python3 with botocore");
        List<String> check = new ArrayList<>(List.of("python3", "src/test/python/service_model.py", "check"));
        ConnectOperations.all().forEach(each -> check.add(each.route().operation()));
        Result result = run(check);
        assertThat(result.exit()).as(result.output()).isZero();
        if (result.output().startsWith("not compared")) skip(result.output());
        log.info(result.output());
    }

    private static void skip(String reason) {
        log.warn("The service model is not compared with botocore: {}", reason);
        abort(reason);
    }

    private static Result run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return new Result(process.waitFor(), output);
        } catch (IOException missing) {
            return new Result(-1, String.valueOf(missing.getMessage()));
        }
    }
}
