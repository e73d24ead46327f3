package dev.contactsimulator.aws.protocol;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One servlet for all paths: it serves the routes of all beans of type {@link Operations}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpSettings.class, CrossOrigin.class, PublicUrl.class})
class ProtocolConfiguration {

    @Bean
    ServletRegistrationBean<AwsServlet> awsServlet(
            ObjectProvider<Operations> operations,
            ObjectProvider<ProtocolUpgrade> upgrades,
            ObjectProvider<ErrorMapping> mappings,
            HttpSettings settings,
            CrossOrigin origins,
            HttpDate date,
            ObjectProvider<CallLimit> limit) {
        AwsServlet servlet = new AwsServlet(
                operations
                        .orderedStream()
                        .flatMap(each -> each.routes().stream())
                        .toList(),
                upgrades.orderedStream().toList(),
                settings,
                origins,
                mappings.orderedStream().toList(),
                date,
                limit.getIfAvailable(() -> CallLimit.NONE));
        ServletRegistrationBean<AwsServlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    HttpDate httpDate(Clock clock) {
        return new HttpDate(clock);
    }

    @Bean
    TomcatForAws tomcatForAws(HttpSettings settings, HttpDate date) {
        return new TomcatForAws(settings, date);
    }
}
