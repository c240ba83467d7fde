package dev.keystile.spring.delegated;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys beside the JWTs of {@code oauth2ResourceServer}, on one route. */
class DelegatedIT {

    private static RunningService service;
    private static String key;
    private static String other;
    private static String jwt;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        key = keys.secret("partners:read");
        other = keys.secret("orders:read");
        service = RunningService.start(
                PartnersService.class,
                "keystile.store.path=" + keys.file(),
                "keystile.routes[0].path=/partners",
                "keystile.routes[0].access=delegated",
                "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        jwt = signed(service.context().getBean(RSAKey.class), "partners:read");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String signed(RSAKey key, String scope) throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().subject("ann").claim("scope", scope).build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }

    @Test
    void aKeyAndAJwtOpenTheSameRoute() {
        assertThat(service.getWith(key, "/partners").body()).startsWith("ApiKeyAuthentication key_");
        assertThat(service.getWith(jwt, "/partners").body()).isEqualTo("JwtAuthenticationToken ann");
        assertThat(service.post("/partners", "{}", "Authorization", "Bearer " + key)
                        .body())
                .startsWith("ApiKeyAuthentication key_");
        assertThat(service.post("/partners", "{}", "Authorization", "Bearer " + jwt)
                        .body())
                .isEqualTo("JwtAuthenticationToken ann");
    }

    @Test
    void eachIsRefusedByWhoKnowsIt() throws Exception {
        assertRefused(service.getWith(key + "x", "/partners"), 401, "unknown_key");
        assertRefused(service.getWith(other, "/partners"), 403, "access_denied");
        HttpResponse<String> forged = service.getWith(jwt.substring(0, jwt.lastIndexOf('.') + 1) + "AAAA", "/partners");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(challenge(forged)).contains("error=\"invalid_token\"").contains("JWT");
        String narrow = signed(service.context().getBean(RSAKey.class), "orders:read");
        HttpResponse<String> denied = service.getWith(narrow, "/partners");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(challenge(denied)).contains("insufficient_scope");
        assertThat(service.get("/partners").statusCode()).isEqualTo(401);
    }

    @Test
    void aJwtOpensNoRouteOfKeysAlone() {
        assertRefused(service.getWith(jwt, "/orders"), 401, "malformed_key");
    }
}
