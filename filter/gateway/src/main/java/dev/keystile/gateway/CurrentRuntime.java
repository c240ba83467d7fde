package dev.keystile.gateway;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes each request to the runtime that is current when the request arrives, and that handles it until its end. */
final class CurrentRuntime extends Handler.Abstract {

    private volatile GatewayRuntime current;

    CurrentRuntime(GatewayRuntime first) {
        current = first;
    }

    GatewayRuntime get() {
        return current;
    }

    /** Starts a runtime and makes it the current one. */
    void replace(GatewayRuntime next) throws Exception {
        next.start(getServer());
        GatewayRuntime before = current;
        current = next;
        before.leave();
    }

    @Override
    protected void doStart() throws Exception {
        current.start(getServer());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        current.close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        GatewayRuntime runtime = current;
        while (!runtime.enter()) {
            runtime = current;
        }
        GatewayRuntime entered = runtime;
        Request.addCompletionListener(request, failure -> entered.leave());
        return entered.handler(request).handle(request, response, callback);
    }
}
