package dev.keystile.gateway.external;

import dev.keystile.gateway.identity.IdentityHeaders;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.verdict.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the 200 that lets a request pass: what the proxy must tell the application, and what it must not pass on. */
final class AllowResponse {

    /** The fields that hold a key, which the application must not see; empty where none does. */
    static final String HIDE = "X-Keystile-Hide";

    private static final String ENVOY_REMOVE = "x-envoy-auth-headers-to-remove";

    private final Style style;
    private final IdentityHeaders headers;
    private final List<String> credentialFields;

    /** @param credentialFields the fields that a key may come in */
    AllowResponse(Style style, IdentityHeaders headers, List<String> credentialFields) {
        this.style = style;
        this.headers = headers;
        this.credentialFields = List.copyOf(credentialFields);
    }

    /** @param shown the request as the application would see it behind the filter */
    void write(HttpServletRequest asked, HttpServletRequest shown, HttpServletResponse answer) {
        Identity identity = ApiKeyAuthFilter.identity(asked).orElse(null);
        if (identity == null) {
            IdentityHeaders.NAMES.forEach(name -> answer.setHeader(name, ""));
        } else {
            answer.setHeader(IdentityHeaders.ASSERTION, "");
            headers.describe(identity, answer::setHeader);
        }
        String hidden = hidden(asked, shown);
        answer.setHeader(HIDE, hidden);
        if (style == Style.ENVOY) {
            answer.setHeader(ENVOY_REMOVE, removed(answer, hidden));
        }
        answer.setStatus(HttpServletResponse.SC_OK);
    }

    private String hidden(HttpServletRequest asked, HttpServletRequest shown) {
        String hidden = "";
        for (String name : credentialFields) {
            if (asked.getHeader(name) != null && isHidden(name, asked, shown)) {
                hidden = hidden.isEmpty() ? name : hidden + ", " + name;
            }
        }
        return hidden;
    }

    private static boolean isHidden(String name, HttpServletRequest asked, HttpServletRequest shown) {
        return shown.getHeader(name) == null || count(shown, name) < count(asked, name);
    }

    private static int count(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name)).size();
    }

    /** Envoy removes after it has set, so a field that was just set must not be among them. */
    private static String removed(HttpServletResponse answer, String hidden) {
        List<String> names = new ArrayList<>();
        if (!hidden.isEmpty()) {
            names.add(hidden);
        }
        for (String name : IdentityHeaders.NAMES) {
            if ("".equals(answer.getHeader(name))) {
                names.add(name);
            }
        }
        names.add(FieldNameVariants.OF_IDENTITY);
        return String.join(",", names);
    }
}
