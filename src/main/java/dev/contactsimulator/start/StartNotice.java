package dev.contactsimulator.start;

import dev.contactsimulator.database.DataLocation;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Prints three lines once the program serves: its address, where the data is, and a command to try. */
final class StartNotice implements ApplicationListener<ApplicationReadyEvent> {

    private static final String LINES = """
            contact-simulator %s listens on %s
            data: %s
            try: aws connect send-chat-integration-event --endpoint-url %s --region %s --no-sign-request \
            --source-id +12065550142 --destination-id demo --subtype connect:SMS \
            --event Type=MESSAGE,ContentType=text/plain,Content=hello
            """;

    private final Environment environment;
    private final DataLocation data;

    StartNotice(Environment environment, DataLocation data) {
        this.environment = environment;
        this.data = data;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        String address = ListenAddress.of(environment).url(environment.getRequiredProperty("local.server.port"));
        System.out.print(LINES.formatted(
                environment.getRequiredProperty("spring.application.version"),
                address,
                data.directory().map(Path::toString).orElse(data.url()),
                address,
                environment.getProperty("simulator.aws.region", "us-east-1")));
        System.out.flush();
    }
}
