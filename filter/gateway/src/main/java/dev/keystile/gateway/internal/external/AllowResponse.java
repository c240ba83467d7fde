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

/** Writes the 200 that lets a request pass: what the proxy must tell the application, and what it must not pass on. */
final class AllowResponse {

    /** The fields that hold a key, which the application must not see; empty where none does. */
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

    /** @param decision lets the request pass */
    void write(Decision decision, RequestView request, HttpServletResponse response) {
        DecisionWriter.writeFields(decision, response);
        Identity identity = decision.identity().orElse(null);
        if (identity == null) {
            IdentityHeaders.NAMES.forEach(name -> response.setHeader(name, ""));
        } else {
            response.setHeader(IdentityHeaders.ASSERTION, "");
            headers.describe(identity, response::setHeader);
        }
        String hide = String.join(", ", hidden.hiddenCredentialFields(request));
        response.setHeader(HIDE, hide);
        if (style == Style.ENVOY) {
            response.setHeader(ENVOY_REMOVE, removed(response, hide));
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLength(0);
    }

    /** Envoy removes after it has set, so a field that was just set must not be among them. */
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
