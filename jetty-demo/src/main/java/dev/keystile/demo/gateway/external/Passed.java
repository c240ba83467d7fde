package dev.keystile.demo.gateway.external;

import dev.keystile.demo.gateway.identity.IdentityHeaders;
import dev.keystile.verdict.Identity;
import dev.keystile.web.ApiKeyAuthFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the 200 that lets a request pass: what the proxy must tell the application, and what it must not pass on. */
final class Passed {

    /** The fields that hold a key, which the application must not see; empty where none does. */
    static final String HIDE = "X-Keystile-Hide";

    private static final String ENVOY_REMOVE = "x-envoy-auth-headers-to-remove";

    private final Style style;
    private final IdentityHeaders headers;
    private final List<String> credentialFields;

    /** @param credentialFields the fields that a key may come in */
    Passed(Style style, IdentityHeaders headers, List<String> credentialFields) {
        this.style = style;
        this.headers = headers;
        this.credentialFields = List.copyOf(credentialFields);
    }

    /** @param shown the request as the application would see it behind the filter */
    void write(HttpServletRequest asked, HttpServletRequest shown, HttpServletResponse answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        IdentityHeaders.NAMES.forEach(name -> fields.put(name, ""));
        Identity identity = ApiKeyAuthFilter.identity(asked).orElse(null);
        if (identity != null) {
            headers.describe(identity, fields::put);
        }
        fields.forEach(answer::setHeader);
        List<String> hidden = hidden(asked, shown);
        answer.setHeader(HIDE, String.join(", ", hidden));
        if (style == Style.ENVOY) {
            answer.setHeader(ENVOY_REMOVE, removed(fields, hidden));
        }
        answer.setStatus(HttpServletResponse.SC_OK);
    }

    private List<String> hidden(HttpServletRequest asked, HttpServletRequest shown) {
        List<String> hidden = new ArrayList<>(1);
        for (String name : credentialFields) {
            if (asked.getHeader(name) != null && count(shown, name) < count(asked, name)) {
                hidden.add(name);
            }
        }
        return hidden;
    }

    private static int count(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name)).size();
    }

    /** Envoy removes after it has set, so a field that was just set must not be among them. */
    private static String removed(Map<String, String> fields, List<String> hidden) {
        List<String> names = new ArrayList<>(hidden);
        fields.forEach((name, value) -> {
            if (value.isEmpty()) {
                names.add(name);
            }
        });
        names.add(Spellings.OF_IDENTITY);
        return String.join(",", names);
    }
}
