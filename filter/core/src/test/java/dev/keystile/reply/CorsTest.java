package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.Origin;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String APP = "https://app.example.com";
    private static final Field VARY_ORIGIN = Field.add("Vary", "Origin");
    private static final Field VARY_METHOD = Field.add("Vary", "Access-Control-Request-Method");
    private static final Field ALLOW_APP = Field.set("Access-Control-Allow-Origin", APP);
    private static final Field EXPOSED =
            Field.set("Access-Control-Expose-Headers", "X-Request-ID, WWW-Authenticate, Retry-After, X-Keystile-Error");
    private static final Field ALLOW_HEADERS = Field.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
    private static final Field MAX_AGE = Field.set("Access-Control-Max-Age", "600");

    private final Cors cors = new Cors(Set.of(new Origin(APP)), List.of());

    private static FakeRequest from(String... origins) {
        return FakeRequest.of("OPTIONS", "/").with("Origin", origins);
    }

    @Test
    void codeOfAListedOriginMayReadTheResponse() {
        assertThat(cors.expose(from(APP))).containsExactly(VARY_ORIGIN, ALLOW_APP, EXPOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "",
                "https://app.example.com:443",
                "http://app.example.com",
                "https://APP.example.com",
                "https://app.example.com.other.example"
            })
    void codeOfAnotherOriginMayNot(String origin) {
        assertThat(cors.expose(from(origin))).containsExactly(VARY_ORIGIN);
    }

    @Test
    void noOriginAndTwoAreNone() {
        assertThat(cors.expose(FakeRequest.get("/"))).containsExactly(VARY_ORIGIN);
        assertThat(cors.expose(from(APP, APP))).containsExactly(VARY_ORIGIN);
    }

    @Test
    void aPreflightIsToldWhatMayBeSent() {
        assertThat(cors.preflight(from(APP).with("Access-Control-Request-Method", "PUT")))
                .containsExactly(
                        VARY_ORIGIN,
                        ALLOW_APP,
                        EXPOSED,
                        VARY_METHOD,
                        Field.set("Access-Control-Allow-Methods", "PUT"),
                        ALLOW_HEADERS,
                        MAX_AGE);
    }

    @Test
    void theFieldThatHoldsAKeyMayBeSentToo() {
        assertThat(new Cors(Set.of(new Origin(APP)), List.of("X-API-Key")).preflight(from(APP)))
                .contains(Field.set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key"));
    }

    @Test
    void aPreflightOfAnotherOriginIsToldNothing() {
        assertThat(cors.preflight(from("https://other.example.com").with("Access-Control-Request-Method", "PUT")))
                .containsExactly(VARY_ORIGIN, VARY_METHOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PUT, DELETE", "P\r\nX: y", "Ü"})
    void aMethodThatIsNoTokenIsNotEchoed(String method) {
        assertThat(cors.preflight(from(APP).with("Access-Control-Request-Method", method)))
                .containsExactly(VARY_ORIGIN, ALLOW_APP, EXPOSED, VARY_METHOD, ALLOW_HEADERS, MAX_AGE);
    }

    @Test
    void norIsOneThatMayBeAKey() {
        String key = TestKeys.text(KeyType.SECRET);

        assertThat(cors.preflight(from(APP).with("Access-Control-Request-Method", key)))
                .extracting(Field::value)
                .noneMatch(value -> value.contains(key));
    }

    @Test
    void whereCorsIsTheApplicationsThereAreNoFields() {
        Cors off = new Cors(null, List.of());

        assertThat(off.isOn()).isFalse();
        assertThat(off.expose(from(APP))).isEmpty();
        assertThat(cors.isOn()).isTrue();
    }
}
