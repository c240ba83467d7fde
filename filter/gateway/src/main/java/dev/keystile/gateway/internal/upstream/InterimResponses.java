package dev.keystile.gateway.internal.upstream;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/** Ignores the interim responses of a service (RFC 9110, section 15.2), except 100 and 101. */
final class InterimResponses extends EarlyHintsProtocolHandler {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;

    @Override
    public boolean accept(Request request, Response response) {
        return response.getStatus() > SWITCHING_PROTOCOLS && response.getStatus() < OK;
    }
}
