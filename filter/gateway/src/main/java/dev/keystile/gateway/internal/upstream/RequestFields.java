package dev.keystile.gateway.internal.upstream;

import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.key.Identity;
import dev.keystile.reply.HiddenFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Completes the header fields of a request to a service: sets request id, identity and addresses, and hides keys. */
final class RequestFields {

    private static final String REQUEST_ID = "X-Request-ID";

    private final ForwardedHeaders forwarded;
    private final HiddenFields hidden;
    private final IdentityHeaders identity;

    /** @param hidden recognises the fields that no service may get */
    RequestFields(ForwardedHeaders forwarded, HiddenFields hidden, IdentityHeaders identity) {
        this.forwarded = forwarded;
        this.hidden = hidden;
        this.identity = identity;
    }

    /**
     * Completes the fields.
     *
     * @param request the client's request, with a {@link RequestDecision} that lets it pass
     * @param exchange the exchange of the request
     * @param fields the client's fields without the hop-by-hop fields: removed before, so that a Connection field can name
     *     none of those that are set here
     */
    void complete(HttpServletRequest request, Exchange exchange, HttpFields.Mutable fields) {
        fields.put(REQUEST_ID, exchange.requestId());
        fields.remove(HttpHeader.EXPECT);
        joinCookies(fields);
        if (exchange.body() != null && !fields.contains(HttpHeader.CONTENT_LENGTH)) {
            // The HTTP client sends a body without a type only with some methods, unless this field is there.
            fields.put(HttpHeader.TRANSFER_ENCODING, "chunked");
        }
        forwarded.rewrite(request, fields);
        Identity known = RequestDecision.of(request).identity().orElse(null);
        hide(fields, known != null);
        identity.describe(known, fields::put);
    }

    /** Removes keys, and the identity fields that the client has sent. */
    private void hide(HttpFields.Mutable fields, boolean granted) {
        for (Iterator<HttpField> each = fields.iterator(); each.hasNext(); ) {
            HttpField field = each.next();
            if (hidden.isHidden(field.getName(), String.valueOf(field.getValue()), granted)) {
                each.remove();
            }
        }
    }

    /** HTTP/2 may split what HTTP/1.1 has in one field (RFC 9113, section 8.2.3). */
    private static void joinCookies(HttpFields.Mutable fields) {
        List<String> cookies = fields.getValuesList(HttpHeader.COOKIE);
        if (cookies.size() > 1) {
            fields.put(HttpHeader.COOKIE, String.join("; ", cookies));
        }
    }
}
