package dev.keystile.gateway.internal.external;

import dev.keystile.decision.Decision;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.key.Identity;
import dev.keystile.reply.HiddenFields;
import dev.keystile.request.RequestView;
import dev.keystile.servlet.DecisionWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/** Writes the response 200, which lets a request pass, with the fields that the proxy must set and remove. */
final class AllowResponse {

    /** The names of the fields with a key, which the application must not see; empty if there are none. */
    static final String HIDE = "X-Keystile-Hide";

    private static final String ENVOY_REMOVE = "x-envoy-auth-headers-to-remove";

    private final Style style;
    private final IdentityHeaders headers;
    private final HiddenFields hidden;

    AllowResponse(Style style, IdentityHeaders headers, HiddenFields hidden) {
        this.style = style;
        this.headers = headers;
        this.hidden = hidden;
    }

    /** @param decision a decision that lets the request pass */
    void write(Decision decision, RequestView request, HttpServletResponse response) {
        DecisionWriter.writeFields(decision, response);
        Identity identity = decision.identity().orElse(null);
        headers.describe(identity, response::setHeader);
        String hide = String.join(", ", hidden.hiddenCredentialFields(request, identity != null));
        response.setHeader(HIDE, hide);
        if (style == Style.ENVOY) {
            response.setHeader(ENVOY_REMOVE, removed(response, hide));
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLength(0);
    }

    /**
     * The fields that Envoy removes. Envoy removes fields after it has set others, so no field that is set may be among
     * them.
     */
    private static String removed(HttpServletResponse response, String hide) {
        List<String> names = new ArrayList<>();
        if (!hide.isEmpty()) {
            names.add(hide);
        }
        for (String name : IdentityHeaders.NAMES) {
            if ("".equals(response.getHeader(name))) {
                names.add(name);
            }
        }
        names.add(FieldNameVariants.OF_IDENTITY);
        return String.join(",", names);
    }
}
