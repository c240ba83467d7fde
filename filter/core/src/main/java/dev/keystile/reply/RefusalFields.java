package dev.keystile.reply;

import dev.keystile.request.Browsers;
import dev.keystile.request.RequestView;
import java.util.ArrayList;
import java.util.List;

/**
 * The header fields of the responses that refuse requests for one reason. Made once for each reason, since a flood of wrong
 * keys should cost little. Immutable.
 */
public final class RefusalFields {

    private final List<Field> forBrowsers;
    private final List<Field> forOthers;
    private final Cors cors;

    RefusalFields(List<Field> forBrowsers, List<Field> forOthers, Cors cors) {
        this.forBrowsers = forBrowsers;
        this.forOthers = forOthers;
        this.cors = cors;
    }

    /** The fields of the response to a request, besides {@code X-Request-ID}. */
    public List<Field> of(RequestView request) {
        List<Field> fields = Browsers.isFromBrowser(request) ? forBrowsers : forOthers;
        if (!cors.isOn()) {
            return fields;
        }
        List<Field> all = new ArrayList<>(cors.expose(request));
        all.addAll(fields);
        return List.copyOf(all);
    }
}
