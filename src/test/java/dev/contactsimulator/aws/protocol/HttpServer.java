package dev.contactsimulator.aws.protocol;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The program's own HTTP side, Tomcat included, with routes of a test and nothing behind them. */
public final class HttpServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private HttpServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings properties such as {@code simulator.http.max-request-bytes} */
    public static HttpServer start(List<Route> routes, Map<String, Object> settings, ErrorMapping... mappings) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(OnlyHttp.class).properties(settings);
        // instead of the program's own, which would start a database
        builder.application()
                .setInitializers(List.of(context -> register((GenericApplicationContext) context, routes, mappings)));
        return new HttpServer(builder.run("--server.port=0"));
    }

    private static void register(GenericApplicationContext context, List<Route> routes, ErrorMapping... mappings) {
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean("routes", Operations.class, () -> () -> routes);
        for (int i = 0; i < mappings.length; i++) {
            ErrorMapping mapping = mappings[i];
            context.registerBean("mapping" + i, ErrorMapping.class, () -> mapping);
        }
    }

    public static HttpServer start(Route... routes) {
        return start(List.of(routes), Map.of());
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import(ProtocolConfiguration.class)
    static class OnlyHttp {}
}
