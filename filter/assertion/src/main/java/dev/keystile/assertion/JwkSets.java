package dev.keystile.assertion;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/** Reads JWK Sets (RFC 7517, section 5). */
final class JwkSets {

    /** A set that is larger is not read. */
    static final int MAX_BYTES = 64 * 1024;

    private JwkSets() {}

    /** The EC keys on the curve P-256 that have a name, by it; the first of a name counts. */
    static Map<String, ECKey> parse(String json) throws ParseException {
        Map<String, ECKey> keys = new HashMap<>();
        for (JWK key : JWKSet.parse(json).getKeys()) {
            if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()) && ec.getKeyID() != null) {
                keys.putIfAbsent(ec.getKeyID(), ec.toPublicJWK());
            }
        }
        return Map.copyOf(keys);
    }
}
