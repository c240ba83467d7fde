package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.request.FakeRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssertionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GATEWAY = "https://gateway.example.com";
    private static final Project PROJECT = new Project(
            "project_1",
            AccountRecord.active(Account.of("cus_42", "Acme", "free")),
            new Environment("demo", "Demo Project"));
    private static final Identity CI = Identity.of("key_1", KeyType.SECRET, PROJECT, Scopes.of(List.of("a", "b")));

    @TempDir
    private Path folder;

    private Instant now = NOON;
    private SigningKeys keys;
    private AssertionSigner signer;
    private AssertionVerifier verifier;

    @BeforeEach
    void open() throws Exception {
        keys = SigningKeys.open(folder.resolve("keys.json"), () -> now);
        signer = new AssertionSigner(GATEWAY, "orders", Duration.ofSeconds(60), keys, () -> now);
        verifier = verifier();
    }

    private AssertionVerifier verifier() throws Exception {
        Path published = Files.writeString(folder.resolve("jwks.json"), keys.published());
        return new AssertionVerifier(GATEWAY, "orders", VerificationKeys.ofFile(published), () -> now);
    }

    private AssertedIdentity verify(String... tokens) {
        return verifier.read(FakeRequest.get("/").with(AssertionSigner.HEADER, tokens));
    }

    @Test
    void whatIsSignedIsTheSameIdentityAtTheOtherEnd() {
        Identity free = Identity.of("key_2", KeyType.PUBLISHABLE, PROJECT, Scopes.all());

        assertThat(verify(signer.sign(CI))).isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(verify(signer.sign(free))).isEqualTo(new AssertedIdentity.Verified(free));
        assertThat(verify()).isNull();
    }

    @Test
    void theMetadataOfAnAccountAndAKeyStaysAtHome() throws Exception {
        Account account = new Account("cus_42", "Acme", "", Map.of("region", "eu"));
        Identity identity = new Identity(
                "key_1",
                KeyType.SECRET,
                account,
                PROJECT.environment(),
                PROJECT.id(),
                Scopes.all(),
                Map.of("team", "billing"));
        String token = signer.sign(identity);

        Map<String, Object> claims = SignedJWT.parse(token).getJWTClaimsSet().getClaims();
        assertThat(claims)
                .containsEntry("account", "cus_42")
                .containsEntry("account_name", "Acme")
                .doesNotContainKeys("plan", "metadata");
        assertThat(claims.toString()).doesNotContain("region", "billing");
        Project project =
                new Project("project_1", AccountRecord.active(Account.of("cus_42", "Acme", "")), PROJECT.environment());
        assertThat(verify(token))
                .isEqualTo(new AssertedIdentity.Verified(Identity.of("key_1", KeyType.SECRET, project, Scopes.all())));
    }

    @Test
    void anAssertionServesForHalfOfItsLife() {
        String first = signer.sign(CI);
        now = NOON.plusSeconds(29);
        assertThat(signer.sign(CI)).isSameAs(first);
        now = NOON.plusSeconds(30);
        assertThat(signer.sign(CI)).isNotEqualTo(first);
    }

    @Test
    void aClockThatIsPutBackHasAssertionsIssuedAnew() throws Exception {
        now = NOON.plus(Duration.ofDays(1));
        String fromTheFuture = signer.sign(CI);
        now = NOON;

        String issuedNow = signer.sign(CI);

        assertThat(issuedNow).isNotEqualTo(fromTheFuture);
        assertThat(verify(issuedNow)).isInstanceOf(AssertedIdentity.Verified.class);
    }

    @Test
    void anAssertionFromTheFutureIsRefusedAlsoWhereItWasRemembered() {
        now = NOON.plus(Duration.ofDays(1));
        String token = signer.sign(CI);
        assertThat(verify(token)).isInstanceOf(AssertedIdentity.Verified.class);

        now = now.minusSeconds(30);
        assertThat(verify(token)).isInstanceOf(AssertedIdentity.Verified.class);
        now = now.minusSeconds(1);
        assertRefused(verify(token));
        now = NOON;
        assertRefused(verify(token));
    }

    @Test
    void aKeyThatIsMadeAfterTheClockWasPutBackIsPublishedBeforeItSignsToo() throws Exception {
        String first = keys.current().getKeyID();
        now = NOON.minus(Duration.ofDays(1));

        keys.rotate();

        assertThat(keys.current().getKeyID()).isEqualTo(first);
        now = now.plus(SigningKeys.ANNOUNCEMENT);
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);
    }

    @Test
    void aKeyThatWasChangedIsSignedAnew() {
        String first = signer.sign(CI);
        Identity limited = Identity.of("key_1", KeyType.SECRET, PROJECT, Scopes.of(List.of("a")));
        assertThat(signer.sign(limited)).isNotEqualTo(first);
        assertThat(verify(signer.sign(limited))).isEqualTo(new AssertedIdentity.Verified(limited));
    }

    @Test
    void anAssertionIsVerifiedOnceAndThenRemembered() throws Exception {
        ECKey key = keys.current().toPublicJWK();
        List<String> lookedUp = new ArrayList<>();
        verifier = new AssertionVerifier(
                GATEWAY,
                "orders",
                new VerificationKeys(keyId -> {
                    lookedUp.add(keyId);
                    return KeyLookup.of(key);
                }),
                () -> now);
        String token = signer.sign(CI);

        assertThat(verify(token)).isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(verify(token)).isEqualTo(new AssertedIdentity.Verified(CI));

        assertThat(lookedUp).containsExactly(key.getKeyID());
        assertThat(verifier).hasToString("AssertionVerifier[" + GATEWAY + " for orders]");
    }

    @Test
    void anAssertionEndsAlsoWhereItWasRemembered() {
        String token = signer.sign(CI);
        assertThat(verify(token)).isInstanceOf(AssertedIdentity.Verified.class);
        now = NOON.plusSeconds(60);
        assertRefused(verify(token));
    }

    @Test
    void theLongestLifetimeOfASignerIsWhatVerifiersAccept() {
        Duration longest = AssertionSigner.MAX_LIFETIME;

        String token = new AssertionSigner(GATEWAY, "orders", longest, keys, () -> now).sign(CI);
        assertThat(verify(token)).isEqualTo(new AssertedIdentity.Verified(CI));

        now = NOON.plus(longest).minusMillis(1);
        assertThat(verify(token)).isEqualTo(new AssertedIdentity.Verified(CI));
        assertThatThrownBy(() -> new AssertionSigner(GATEWAY, "orders", longest.plusMillis(1), keys, () -> now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the lifetime of an assertion is PT1H0.001S; verifiers accept at most PT1H");
    }

    @Test
    void anEmptyAssertionIsNone() {
        assertThat(verify("")).isNull();
        assertThat(verify(" ")).isNull();
        assertRefused(verify("", signer.sign(CI)));
    }

    @Test
    void twoAssertionsAreNone() {
        assertRefused(verify(signer.sign(CI), signer.sign(CI)));
    }

    @Test
    void aNewKeyIsPublishedBeforeItSigns() throws Exception {
        String before = keys.current().getKeyID();
        now = NOON.plusSeconds(1);
        keys.rotate();
        verifier = verifier();

        assertThat(keys.current().getKeyID()).isEqualTo(before);
        now = NOON.plus(SigningKeys.ANNOUNCEMENT).plusSeconds(1);
        assertThat(keys.current().getKeyID()).isNotEqualTo(before);
        assertThat(keys.published()).contains(before).contains(keys.current().getKeyID());
        assertThat(verify(signer.sign(CI))).isInstanceOf(AssertedIdentity.Verified.class);
    }

    @Test
    void aFileOfKeysThatBreaksLeavesTheLastKeysInForce() throws Exception {
        Path file = folder.resolve("keys.json");
        String before = keys.current().getKeyID();
        String good = Files.readString(file);
        for (String bad : List.of("{", "{\"keys\": []}", "")) {
            Files.writeString(file, bad);
            Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(bad.length())));
            assertThat(keys.current().getKeyID()).isEqualTo(before);
            assertThat(keys.published()).contains(before);
        }
        Files.delete(file);
        assertThat(verify(signer.sign(CI))).isInstanceOf(AssertedIdentity.Verified.class);
        Files.writeString(file, good);
        keys.rotate();
        assertThat(keys.published()).contains(before).contains("kid");
    }

    @Test
    void whatIsPublishedHoldsNoPrivateKeyAndTheFileIsTheOwnersAlone() throws Exception {
        assertThat(keys.published()).doesNotContain("\"d\"");
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("another issuer", claims -> claims.issuer("https://evil.example.com")),
                forgery("another audience", claims -> claims.audience("billing")),
                forgery("two audiences", claims -> claims.audience(List.of("orders", "billing"))),
                forgery("expired", claims -> claims.expirationTime(Date.from(NOON))),
                forgery("no expiry", claims -> claims.expirationTime(null)),
                forgery("no time of issue", claims -> claims.issueTime(null)),
                forgery("of the future", claims -> claims.issueTime(Date.from(NOON.plusSeconds(31)))),
                forgery(
                        "of more than an hour's life",
                        claims -> claims.expirationTime(Date.from(NOON.plusSeconds(3601)))),
                forgery("no subject", claims -> claims.subject(null)),
                forgery("no account", claims -> claims.claim("account", null)),
                forgery("an empty account", claims -> claims.claim("account", "")),
                forgery("an account that no account can be", claims -> claims.claim("account", "a b")),
                forgery("a plan that is a number", claims -> claims.claim("plan", 7)),
                forgery("no environment", claims -> claims.claim("env", null)),
                forgery("an environment that is a number", claims -> claims.claim("env", 7)),
                forgery("another type of key", claims -> claims.claim("key_type", "root")));
    }

    private static Arguments forgery(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void claimsThatAreNotForUsAreRefused(String name, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        assertThat(verify(signed(header().build(), claims().build()))).isInstanceOf(AssertedIdentity.Verified.class);
        assertRefused(verify(signed(header().build(), change.apply(claims()).build())));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header("no key", header -> header.keyID(null)),
                header("an unknown key", header -> header.keyID("other")),
                header("no type", header -> header.type(null)),
                header("another type", header -> header.type(JOSEObjectType.JWT)),
                header("a critical extension", header -> header.criticalParams(Set.of("exp"))));
    }

    private static Arguments header(String name, UnaryOperator<JWSHeader.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void headersThatMayNotBeAreRefused(String name, UnaryOperator<JWSHeader.Builder> change) throws Exception {
        assertRefused(verify(signed(change.apply(header()).build(), claims().build())));
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsIgnored() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        JWSHeader header = header().keyID(keys.current().getKeyID())
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/jwks"))
                .build();
        assertRefused(verify(signed(header, claims().build(), new ECDSASigner(own))));
    }

    @Test
    void noSignatureAnotherAlgorithmAndZeroesAreRefused() throws Exception {
        String token = signer.sign(CI);
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        byte[] publicKey = keys.current().toECPublicKey().getEncoded();
        JWSHeader hmac = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(AssertionSigner.TYPE))
                .keyID(keys.current().getKeyID())
                .build();

        assertRefused(verify(new PlainJWT(claims().build()).serialize()));
        assertRefused(verify(unsigned));
        assertRefused(verify(unsigned + Base64URL.encode(new byte[64])));
        assertRefused(verify(signed(hmac, claims().build(), new MACSigner(publicKey))));
        assertRefused(verify(token.substring(0, token.length() - 6) + "AAAAAA"));
        assertRefused(verify("x".repeat(5000)));
    }

    private JWSHeader.Builder header() throws Exception {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(AssertionSigner.TYPE))
                .keyID(keys.current().getKeyID());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(GATEWAY)
                .audience("orders")
                .subject("key_1")
                .claim("account", "cus_42")
                .claim("env", "demo")
                .claim("project_id", "project_1")
                .claim("key_type", "secret")
                .issueTime(Date.from(NOON))
                .expirationTime(Date.from(NOON.plusSeconds(60)));
    }

    private String signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
        return signed(header, claims, new ECDSASigner(keys.current()));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static void assertRefused(AssertedIdentity identity) {
        assertThat(identity).isEqualTo(AssertedIdentity.Rejected.INVALID);
    }
}
