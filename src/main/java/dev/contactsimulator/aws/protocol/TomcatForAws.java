package dev.contactsimulator.aws.protocol;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Makes Tomcat pass on what AWS allows in paths, answer errors as AWS does, and keep connections as long as clients do. */
public final class TomcatForAws implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Room for a session token, which AWS says has no maximum length. */
    private static final int MAX_HEADER_BYTES = 32 << 10;

    private final HttpSettings settings;
    private final HttpDate date;

    TomcatForAws(HttpSettings settings, HttpDate date) {
        this.settings = settings;
        this.date = date;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(TomcatForAws::passPathsOn, this::bound);
        factory.addContextCustomizers(this::answerErrorsInJson);
    }

    /** Labels are matched as they were sent, so nothing in them may be decoded or refused before. */
    private static void passPathsOn(Connector connector) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setAllowBackslash(true);
        connector.setAllowTrace(true); // it is answered as any other method without a route; nothing is sent back
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxKeepAliveRequests(-1);
            http.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
        }
    }

    /** A connection that sends nothing takes memory for its headers, and so does one whose body stops. */
    private void bound(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxConnections(settings.connections());
            http.setDisableUploadTimeout(false);
            http.setConnectionUploadTimeout(
                    (int) settings.bodyTimeout().dividedBy(2).toMillis());
        }
    }

    private void answerErrorsInJson(Context context) {
        StandardHost host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(null);
        host.getPipeline().addValve(new JsonErrorReport(date));
        context.setCookies(false);
    }
}
