package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 21: the signed word of a gateway, and a second one that takes it. */
class AssertionIT {

    private static final String JWKS = "/.well-known/jwks.json";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;
    private static RunningGateway inner;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path outerFolder, @TempDir Path innerFolder) throws Exception {
        folder = outerFolder;
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(outerFolder, """
                upstreams: [{path: /**, url: %s}]
                assertion: {issuer: https://gateway.example.com, audience: orders, lifetime: 2m, keys: signing.json}
                """.formatted(upstream.url()));
        inner = RunningGateway.start(innerFolder, """
                store: {type: memory}
                upstreams: [{path: /**, url: %s}]
                assertion:
                  issuer: https://inner.example.com
                  audience: rows
                  verify: {jwks: %s%s, issuer: https://gateway.example.com, audience: orders}
                """.formatted(upstream.url(), gateway.uri(), JWKS));
    }

    @AfterAll
    static void stop() throws Exception {
        inner.close();
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
    }

    private static String assertion() throws Exception {
        assertThat(gateway.get("/orders").status()).isEqualTo(200);
        return upstream.next().value("X-Keystile-Assertion");
    }

    @Test
    void theKeysAreServedWithoutAKeyAndWithoutTheirSecret() throws Exception {
        RawResponse response = gateway.request("GET", JWKS);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.value("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(response.body()).doesNotContain("\"d\"");
        assertThat(JWKSet.parse(response.body()).getKeys()).hasSize(1).noneMatch(com.nimbusds.jose.jwk.JWK::isPrivate);
        assertThat(gateway.request("POST", JWKS, "Content-Length: 0").status()).isEqualTo(405);
        assertThat(upstream.hasRequests()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing.json"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/jwks.json/", "/.well-known/jwks.jso", "/.well-known/", "/.well-known/jwks.json/x"})
    void whatIsBesideTheKeysIsAPathLikeAnyOther(String path) throws Exception {
        assertThat(gateway.request("GET", path).status()).isEqualTo(401);
    }

    @Test
    void anAssertionSaysAllOfTheIdentity() throws Exception {
        SignedJWT jwt = SignedJWT.parse(assertion());
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("keystile+jwt");
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("https://gateway.example.com");
        assertThat(claims.getAudience()).containsExactly("orders");
        assertThat(claims.getSubject()).isEqualTo("key_secret");
        assertThat(claims.getStringClaim("env")).isEqualTo("demo");
        assertThat(claims.getStringClaim("project_id")).isEqualTo("project_demo");
        assertThat(claims.getStringClaim("key_type")).isEqualTo("secret");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(120_000);
        assertThat(assertion()).isEqualTo(jwt.serialize());
    }

    @Test
    void aSecondGatewayTakesItInPlaceOfAKey() throws Exception {
        assertThat(inner.request("GET", "/rows", "X-Keystile-Assertion: " + assertion())
                        .status())
                .isEqualTo(200);
        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.values("X-Keystile-Key-Id")).containsExactly("key_secret");
        assertThat(call.values("X-Keystile-Account")).containsExactly("cus_42");
        assertThat(call.values("X-Keystile-Project")).containsExactly("project_demo");
        assertThat(SignedJWT.parse(call.value("X-Keystile-Assertion"))
                        .getJWTClaimsSet()
                        .getIssuer())
                .isEqualTo("https://inner.example.com");
    }

    @Test
    void aSecondGatewayTakesNothingElse() throws Exception {
        String good = assertion();
        String own = "X-Keystile-Assertion: ";
        assertThat(inner.request("GET", "/rows").status()).isEqualTo(401);
        assertThat(inner.request("GET", "/rows", own + good.substring(0, good.length() - 3) + "AAA")
                        .body())
                .contains("invalid_assertion");
        assertThat(inner.request("GET", "/rows", own + good, own + good).body()).contains("invalid_assertion");
        assertThat(inner.request("GET", "/rows", own).body()).contains("missing_key");
        assertThat(inner.request("GET", "/rows", "X_Keystile_Assertion: " + good)
                        .status())
                .isEqualTo(401);
        // The gateway that signs takes nobody's word.
        assertThat(gateway.request("GET", "/rows", own + good).body()).contains("missing_key");
        assertThat(upstream.hasRequests()).isFalse();
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndOldAssertionsHold() throws Exception {
        String before = assertion();
        SigningSettings signing = gateway.config().signing();
        signing.openKeys().rotate();

        JWKSet published = JWKSet.parse(gateway.request("GET", JWKS).body());
        assertThat(published.size()).isEqualTo(2);
        String after = assertion();
        assertThat(SignedJWT.parse(after).getHeader().getKeyID())
                .isEqualTo(SignedJWT.parse(before).getHeader().getKeyID());
        assertThat(published.getKeyByKeyId(SignedJWT.parse(before).getHeader().getKeyID()))
                .isNotNull();
        assertThat(inner.request("GET", "/rows", "X-Keystile-Assertion: " + before)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFileOfTheKeysMayBreakWithoutBreakingRequests() throws Exception {
        String good = Files.readString(folder.resolve("signing.json"));
        try {
            Files.writeString(folder.resolve("signing.json"), "{\"keys\": [");
            RawResponse response = gateway.request("GET", "/orders", BEARER);
            assertThat(response.status()).isEqualTo(200);
            assertThat(gateway.request("GET", JWKS).status()).isEqualTo(200);
        } finally {
            Files.writeString(folder.resolve("signing.json"), good);
        }
    }
}
