package dev.contactsimulator.aws.protocol;

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
            CrossOrigin origins) {
        AwsServlet servlet = new AwsServlet(
                operations
                        .orderedStream()
                        .flatMap(each -> each.routes().stream())
                        .toList(),
                upgrades.orderedStream().toList(),
                settings,
                origins,
                mappings.orderedStream().toList());
        ServletRegistrationBean<AwsServlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    TomcatForAws tomcatForAws(HttpSettings settings) {
        return new TomcatForAws(settings);
    }
}
