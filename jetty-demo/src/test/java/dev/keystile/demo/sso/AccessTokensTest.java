package dev.keystile.demo.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.demo.sso.AccessTokens.TokenClaims;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Profile PROFILE = new Profile(
            "prof_1", null, "conn_1", "GoogleOAuth", "demo-user-1", "a@example.com", "A", "B", "A B", Map.of());

    private final SettableClock clock = new SettableClock();
    private ECKey key;
    private AccessTokens tokens;

    @BeforeEach
    void makeKey() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).generate();
        tokens = new AccessTokens(key, clock);
    }

    @Test
    void aTokenIsGoodForTenMinutes() {
        String token = tokens.issue("project_demo", PROFILE);
        TokenClaims claims = new TokenClaims("project_demo", "conn_1", null, "demo-user-1");
        assertThat(tokens.verify(token)).hasValue(claims);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(tokens.verify(token)).hasValue(claims);
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        String token = tokens.issue("project_demo", PROFILE);
        clock.advance(Duration.ofSeconds(-30));
        assertThat(tokens.verify(token)).isPresent();
        clock.advance(Duration.ofSeconds(-1));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void anotherKeyOrAChangedTokenIsRefused() throws Exception {
        String token = tokens.issue("project_demo", PROFILE);
        AccessTokens others = new AccessTokens(new ECKeyGenerator(Curve.P_256).generate(), clock);
        assertThat(others.verify(token)).isEmpty();
        String[] parts = token.split("\\.");
        String other = tokens.issue("project_other", PROFILE).split("\\.")[1];
        assertThat(tokens.verify(parts[0] + '.' + other + '.' + parts[2])).isEmpty();
        assertThat(tokens.verify(parts[0] + '.' + parts[1] + '.')).isEmpty();
    }

    @Test
    void anotherAlgorithmIsRefused() throws Exception {
        JWTClaimsSet claims =
                SignedJWT.parse(tokens.issue("project_demo", PROFILE)).getJWTClaimsSet();
        assertThat(tokens.verify(new PlainJWT(claims).serialize())).isEmpty();
        SignedJWT mac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        mac.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        assertThat(tokens.verify(mac.serialize())).isEmpty();
    }
}
