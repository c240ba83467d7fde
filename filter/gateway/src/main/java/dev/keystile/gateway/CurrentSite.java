package dev.keystile.gateway;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands each request to the site that is current when it comes, which answers it to its end. */
final class CurrentSite extends Handler.Abstract {

    private volatile Site current;

    CurrentSite(Site first) {
        current = first;
    }

    Site get() {
        return current;
    }

    /** Takes a site that is open in place of the current one, once it is started. */
    void replace(Site next) throws Exception {
        next.start(getServer());
        Site before = current;
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
        Site site = current;
        while (!site.enter()) {
            site = current;
        }
        Site entered = site;
        Request.addCompletionListener(request, failure -> entered.leave());
        return entered.handler(request).handle(request, response, callback);
    }
}
