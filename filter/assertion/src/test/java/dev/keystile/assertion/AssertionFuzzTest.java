package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any text as an assertion. The input is read as a token, and again as a header and a payload, on two lines, which the
 * issuer itself has signed.
 */
class AssertionFuzzTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ISSUER = "https://gateway.example.com";
    private static final String AUDIENCE = "orders";
    private static final String KEY_ID = "1";
    private static final ECKey KEY = newKey();

    private final AssertionVerifier verifier = new AssertionVerifier(
            ISSUER, AUDIENCE, new VerificationKeys(id -> KeyLookup.of(id.equals(KEY_ID) ? KEY : null)), () -> NOON);

    @FuzzTest(maxDuration = "2m")
    void noTokenIsTakenThatTheIssuerHasNotMeant(byte[] input) throws Exception {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(read(text))
                .as("without the issuer's signature")
                .isEqualTo(text.isBlank() ? null : AssertedIdentity.Rejected.INVALID);

        int line = text.indexOf('\n');
        String header = line < 0 ? text : text.substring(0, line);
        String payload = text.substring(line + 1);
        AssertedIdentity signed = read(sign(header, payload));
        if (signed instanceof AssertedIdentity.Verified verified) {
            JWTClaimsSet claims = JWTClaimsSet.parse(payload);
            assertThat(claims.getIssuer()).isEqualTo(ISSUER);
            assertThat(claims.getAudience()).isEqualTo(List.of(AUDIENCE));
            assertThat(claims.getExpirationTime()).isAfter(NOON);
            assertThat(verified.identity().keyId()).isEqualTo(claims.getSubject());
            assertThat(JWSHeader.parse(header).getKeyID()).isEqualTo(KEY_ID);
        } else {
            assertThat(signed).isEqualTo(AssertedIdentity.Rejected.INVALID);
        }
    }

    private @Nullable AssertedIdentity read(String token) {
        return verifier.read(FakeRequest.get("/").with(AssertionSigner.HEADER, token));
    }

    private static String sign(String header, String payload) throws JOSEException {
        String signed = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        // The signer looks at the algorithm alone, and the verifier at the header that was signed.
        return signed + "."
                + new ECDSASigner(KEY).sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.UTF_8));
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(KEY_ID).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
