package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.DurationText;
import dev.keystile.setting.Place;
import dev.keystile.store.MemoryKeyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault is told in the same words, with its place, whether it comes from YAML, from an init-param or from code. */
class WrongSettingsTest {

    private static final String POSITIVE = DurationText.FORM + ", longer than 0";
    private static final String HEADER =
            "the name of a header of its own, such as X-API-Key; it must not be one that HTTP or Keystile uses";
    private static final String REALM = "printable ASCII without quotes and backslashes";
    private static final String BASE = "an absolute URI that the code can be appended to, such as"
            + " https://docs.example.com/errors/ or urn:example:problem:";

    /**
     * A wrong value.
     *
     * @param right what it must be
     * @param code the same fault in code; null where Java's types rule it out
     */
    private record Wrong(String setting, String value, String right, Consumer<FilterBuilder> code) {

        String problem() {
            return setting + " is '" + value + "'; it must be " + right;
        }

        String key() {
            return setting.substring(setting.lastIndexOf('.') + 1);
        }

        @Override
        public String toString() {
            return setting + ": " + value;
        }
    }

    private static Wrong inText(String setting, String value, String right) {
        return new Wrong(setting, value, right, null);
    }

    private static Wrong wrong(String setting, String value, String right, Consumer<FilterBuilder> code) {
        return new Wrong(setting, value, right, code);
    }

    static Stream<Wrong> single() {
        Duration tooLong = Duration.ofDays(36_501);
        return Stream.of(
                        Stream.of(
                                wrong("cache.fresh-for", "0s", POSITIVE, b -> b.freshFor(Duration.ZERO)),
                                wrong("cache.fresh-for", "-1s", POSITIVE, b -> b.freshFor(Duration.ofSeconds(-1))),
                                wrong("cache.fresh-for", "36501d", POSITIVE, b -> b.freshFor(tooLong)),
                                inText("cache.fresh-for", "30", POSITIVE),
                                inText("cache.fresh-for", "1S", POSITIVE),
                                inText("cache.fresh-for", "PT30S", POSITIVE),
                                inText("cache.fresh-for", "1.5s", POSITIVE),
                                wrong(
                                        "cache.stale-for",
                                        "-1ms",
                                        DurationText.FORM,
                                        b -> b.staleFor(Duration.ofMillis(-1))),
                                wrong("cache.stale-for", "36501d", DurationText.FORM, b -> b.staleFor(tooLong)),
                                inText("cache.stale-for", "10 m", DurationText.FORM),
                                wrong(
                                        "cache.negative-for",
                                        "-5s",
                                        DurationText.FORM,
                                        b -> b.negativeFor(Duration.ofSeconds(-5))),
                                inText("cache.negative-for", "soon", DurationText.FORM),
                                wrong("cache.load-timeout", "0s", POSITIVE, b -> b.loadTimeout(Duration.ZERO)),
                                inText("cache.load-timeout", "2 s", POSITIVE),
                                wrong("cache.max-keys", "0", count(1), b -> b.maxKeys(0)),
                                wrong("cache.max-keys", "-1", count(1), b -> b.maxKeys(-1)),
                                wrong("cache.max-keys", "1000000000", count(1), b -> b.maxKeys(1_000_000_000)),
                                inText("cache.max-keys", "many", count(1)),
                                inText("cache.max-keys", "1_000", count(1)),
                                wrong("cache.max-negative", "-1", count(0), b -> b.maxNegative(-1)),
                                inText("cache.max-negative", "1e3", count(0)),
                                wrong("cache.max-concurrent-loads", "1", count(2), b -> b.maxConcurrentLoads(1)),
                                wrong("cache.max-waiting", "1", count(2), b -> b.maxWaiting(1)),
                                wrong("cache.max-concurrent-loads", "0", count(2), b -> b.maxConcurrentLoads(0))),
                        Stream.of(
                                        "Authorization",
                                        "cookie",
                                        "HOST",
                                        "X-Keystile-Environment",
                                        "X Key",
                                        "X-Key:",
                                        "Schl\u00fcssel",
                                        "Sec-Fetch-Site",
                                        "X-Request-ID")
                                .map(name -> wrong("credentials.header", name, HEADER, b -> b.header(name))),
                        Stream.of("a\"b", "a\\b", " ", "\u00fc")
                                .map(realm -> wrong("credentials.realm", realm, REALM, b -> b.realm(realm))),
                        Stream.of(
                                        "/errors/",
                                        "https://docs.example.com/errors",
                                        "https://docs.example.com/ errors/",
                                        "x")
                                .map(uri -> wrong("problem-base-uri", uri, BASE, b -> b.problemBaseUri(uri))),
                        Stream.of(
                                inText("credentials.basic", "yes", "true or false"),
                                inText("credentials.basic", "TRUE", "true or false"),
                                inText("credentials.hide", "no", "true or false"),
                                inText("browser-secret-keys", "no", "reject or allow"),
                                inText("browser-secret-keys", "true", "reject or allow"),
                                inText("paths.case", "ignore", "sensitive or insensitive"),
                                inText("paths.case", "INSENSITIVE", "sensitive or insensitive")))
                .flatMap(rows -> rows);
    }

    static Stream<Wrong> lists() {
        return Stream.concat(
                Stream.of(
                                "*",
                                "app.example.com",
                                "https://app.example.com/",
                                "https://*.example.com",
                                "https://App.example.com",
                                "https://app.example.com:443",
                                "https://app.example.com:0",
                                "https://app.example.com:65536",
                                "https://user@app.example.com",
                                "https://")
                        .map(origin ->
                                wrong("cors.allowed-origins", origin, Origin.FORM, b -> b.corsAllowedOrigins(origin))),
                Stream.of(
                                "localhost",
                                "10.0.0",
                                "10.0.0.256",
                                "010.0.0.1",
                                "10.0.0.1/8",
                                "10.0.0.0/33",
                                "10.0.0.0/",
                                "::1/129",
                                "fe80::1%eth0",
                                "*")
                        .map(network ->
                                wrong("trusted-proxies", network, Network.FORM, b -> b.trustedProxies(network))));
    }

    private static String count(int min) {
        return "a whole number from " + min + " to 999999999";
    }

    private static Stream<Wrong> all() {
        return Stream.concat(single(), lists());
    }

    @ParameterizedTest
    @MethodSource("single")
    void aWrongValueInAFileIsToldWithItsLineAndColumn(Wrong wrong) {
        Place place = wrong.setting().contains(".") ? inFile(3, 3) : inFile(2, 1);
        assertRefused(() -> load(yaml(wrong, quoted(wrong.value()))), wrong, place, "keystile.yaml:");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aWrongItemInAFileIsToldWithItsLineAndColumn(Wrong wrong) {
        Place place = inFile(wrong.setting().contains(".") ? 4 : 3, 7);
        assertRefused(() -> load(yaml(wrong, "\n    - " + quoted(wrong.value()))), wrong, place, "keystile.yaml:");
    }

    @ParameterizedTest
    @MethodSource("single")
    void aWrongInitParamIsToldWithItsName(Wrong wrong) {
        assertRefused(
                () -> load("", Map.of(wrong.setting(), wrong.value())),
                wrong,
                new Place.InitParam(wrong.setting()),
                "init-param: ");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrongValueInCodeIsToldWithTheMethod(Wrong wrong) {
        if (wrong.code() == null) {
            return;
        }
        ConfigException e =
                catchThrowableOfType(ConfigException.class, () -> wrong.code().accept(ApiKeyAuthFilter.builder()));

        assertThat(e).hasMessageStartingWith("builder().").hasMessageEndingWith("(...): " + wrong.problem());
        assertThat(e.setting()).contains(wrong.setting());
        assertThat(e.value()).contains(wrong.value());
        assertThat(e.place().orElseThrow()).isInstanceOf(Place.BuilderMethod.class);
    }

    private static void assertRefused(ThrowingCallable call, Wrong wrong, Place place, String start) {
        ConfigException e = catchThrowableOfType(ConfigException.class, call);

        assertThat(e)
                .hasMessage(place + ": " + wrong.problem())
                .hasMessageStartingWith(start)
                .hasNoCause();
        assertThat(e.problem()).isEqualTo(wrong.problem());
        assertThat(e.setting()).contains(wrong.setting());
        assertThat(e.value()).contains(wrong.value());
        assertThat(e.place()).contains(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {path: a, access: public}                 | path 'a' is not a pattern: it must begin with a slash
            {path: /a/, access: public}               | path '/a/' is not a pattern: it has an empty segment; /x covers itself and /x/** covers /x/ and everything below
            {path: '/{}', access: public}             | path '/{}' is not a pattern: '{}' must hold a name, as in {id}
            {path: /a*, access: public}               | path '/a*' is not a pattern: 'a*' is neither literal text nor a {name}, and /** may stand only at the end
            {path: /.., access: public}               | path '/..' is not a pattern: a segment '..' never reaches an application
            {path: /a, methods: [get], access: public} | routes.methods is 'get'; it must be an HTTP method in upper case, such as GET
            {path: /a, methods: ['G T'], access: public} | routes.methods is 'G T'; it must be an HTTP method in upper case, such as GET
            """)
    void aWrongRouteIsToldInTheSameWordsInAFileAndInCode(String route, String problem) {
        assertThatThrownBy(() -> load("routes:\n  - " + route)).hasMessage("keystile.yaml:2: " + problem);
        Route same = loadLoosely(route);
        assertThatThrownBy(() -> ApiKeyAuthFilter.builder().route(same))
                .isInstanceOf(ConfigException.class)
                .hasMessage("builder().route(...): " + problem);
    }

    /** A route as code can make one. */
    private static Route loadLoosely(String route) {
        String path = route.replaceAll("\\{path: '?([^',]+)'?,.*", "$1");
        return route.contains("methods")
                ? Route.of(List.of(route.replaceAll(".*\\['?([^'\\]]+)'?].*", "$1")), path, Access.PUBLIC)
                : Route.of(path, Access.PUBLIC);
    }

    @Test
    void valuesThatDoNotSuitEachOtherAreToldInTheSameWords() {
        String problem = "cache.stale-for is '1m'; it must be 0s, or at least fresh-for";

        assertThatThrownBy(() -> load("cache:\n  fresh-for: 1h\n  stale-for: 1m"))
                .hasMessage("keystile.yaml:3: " + problem);
        assertThatThrownBy(() -> load("cache: {fresh-for: 1h}", Map.of("cache.stale-for", "1m")))
                .hasMessage("init-param: " + problem);
        assertThatThrownBy(() -> ApiKeyAuthFilter.builder()
                        .store(new MemoryKeyStore())
                        .freshFor(Duration.ofHours(1))
                        .staleFor(Duration.ofMinutes(1))
                        .build())
                .isInstanceOf(ConfigException.class)
                .hasMessage("builder().build(...): " + problem);
    }

    @Test
    void routesForTheSameRequestsAreToldInTheSameWords() {
        String yaml = "routes:\n  - {path: '/{a}', access: public}\n  - {path: '/{b}', access: secret}";

        assertThatThrownBy(() -> load(yaml))
                .hasMessage("keystile.yaml:1: two rules for the same requests: /{a} (keystile.yaml:2) and /{b}"
                        + " (keystile.yaml:3); keep one of them");
        assertThatThrownBy(() -> ApiKeyAuthFilter.builder()
                        .store(new MemoryKeyStore())
                        .route("/{a}", Access.PUBLIC)
                        .route("/{b}", Access.SECRET)
                        .build())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "builder().build(...): two rules for the same requests: /{a} (code) and /{b} (code); keep one"
                                + " of them");
    }

    private static String yaml(Wrong wrong, String value) {
        String setting = wrong.setting();
        int dot = setting.indexOf('.');
        return dot < 0
                ? "# keys\n" + setting + ": " + value
                : "# keys\n" + setting.substring(0, dot) + ":\n  " + wrong.key() + ": " + value;
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static Place inFile(int line, int column) {
        return new Place.InFile("keystile.yaml", line, column);
    }

    private static void load(String yaml) {
        load(yaml, Map.of());
    }

    private static void load(String yaml, Map<String, String> initParams) {
        ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of("/")), initParams);
    }
}
