package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedPathTest {

    private static final RouteTable ROUTES = RouteTable.of(List.of(
            Route.of("/**", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/npm/**", Access.PUBLISHABLE).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/npm/@corp/**", Access.SECRET).withScopes("corp").withEncoded(EncodedPaths.ACCEPT),
            Route.of("/npm/@corp/closed", Access.DENIED).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/x", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/x/**", Access.DENIED).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/api/queues/{vhost}", Access.OPTIONAL).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/api/queues/{vhost}/{name}", Access.OPTIONAL).withEncoded(EncodedPaths.ACCEPT),
            Route.of("/admin/**", Access.SECRET)));

    private static String requirement(String rawPath) {
        EncodedPath path = EncodedPath.parse(rawPath);
        Requirement requirement = path == null ? null : ROUTES.match("GET", path);
        return requirement == null ? "refused" : requirement.access() + " " + requirement.scopes();
    }

    @ParameterizedTest
    @CsvSource({
        "/@scope%2fpkg, public []",
        "/files/100%25.txt, public []",
        "/files/50%2525.txt, public []",
        "/branches/feature%2Fx, public []",
        "/file%2Etxt, public []",
        "/a%3Bb, public []",
        "/a%5Cb, public []",
        "/npm/@scope%2fpkg, publishable []",
        "/npm/@corp%2fpkg, secret [corp]",
        "/npm/%40corp%2fpkg, secret [corp]",
        "/npm%2f@corp%2fpkg, secret [corp]",
        "/npm/@corp%252fpkg, secret [corp]",
        "/npm/@corp%255Cpkg, secret [corp]",
        "/npm/@corp%3Bx/pkg, secret [corp]",
        "/npm%3Bx%2f@corp%3By%2Fclosed, denied []",
        "/npm/@corp%2F%2Fclosed, denied []",
        "/npm/@corp%2Fclose%2564, denied []",
        "/x%3By, public []",
        "/x%2F, denied []",
        "/x%255C, denied []",
        "/api/queues/%2F/q1, optional []",
        "/api/queues/%2F/%2F, optional []"
    })
    void theStrictestRuleOfAllReadingsCounts(String rawPath, String required) {
        assertThat(requirement(rawPath)).isEqualTo(required);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin%2Fx",
                "/%61dmin%2Fx",
                "/%2Fadmin",
                "/%2Fadmin/x",
                "/y/%2e%2e%2fadmin",
                "/admin%3Bx",
                "/%2561dmin",
                "/admin%5Cx",
                "/%5Cadmin",
                "/admin/%2525"
            })
    void eachReadingNeedsARuleThatAcceptsIt(String rawPath) {
        assertThat(requirement(rawPath)).isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/..%2Fb",
                "/a/%2E%2E/b",
                "/a%2F%2E%2E%2Fb",
                "/a/%252E%252E/b",
                "/a/..%3Bx/b",
                "/a%5C..%5Cb",
                "/a/%2E",
                "/a%2F.",
                "/a//b%2Fc",
                "/a;x/b%2Fc",
                "/a\\b%2Fc",
                "/a%00%2F",
                "/a%2500",
                "/a%250Ab",
                "/a%257F",
                "/a%2Fb%C2%80",
                "/a%25C3",
                "/a%25C0%25AF",
                "/a%C3%2Fb",
                "/a%2F%",
                "/a%2F%zz",
                "a%2Fb",
                ""
            })
    void whatNoReadingMayHoldIsRefusedEverywhere(String rawPath) {
        assertThat(EncodedPath.parse(rawPath)).isNull();
    }

    @Test
    void emptySegmentsThatDecodingMakesAreReadAndDropped() {
        EncodedPath path = Objects.requireNonNull(EncodedPath.parse("/x%2F%2F"));

        assertThat(path.readings()).containsExactlyInAnyOrder("/x\0\0", "/x");
        assertThat(path.withEmptySegments()).containsExactlyInAnyOrder("/x//", "/x/");
        assertThat(EncodedPath.parse("/x%2Fy/"))
                .satisfies(slash -> assertThat(slash.readings()).containsExactlyInAnyOrder("/x\0y/", "/x/y/"))
                .satisfies(slash -> assertThat(slash.withEmptySegments()).isEmpty());
        assertThat(EncodedPath.parse("/%2F"))
                .satisfies(root -> assertThat(root.readings()).containsExactlyInAnyOrder("/\0", "/"))
                .satisfies(root -> assertThat(root.withEmptySegments()).containsExactly("//"));
    }

    @Test
    void aPathIsShownAsItWasSentAndLookedUpBySegments() {
        assertThat(EncodedPath.parse("/a%2Fb%20c"))
                .hasToString("/a%2Fb%20c")
                .returns("/a\0b c", EncodedPath::bySegments);
    }

    @Test
    void tooManyLayersOfEncodingAreRefused() {
        assertThat(EncodedPath.parse("/%" + "25".repeat(20))).isNotNull();
        assertThat(EncodedPath.parse("/%" + "25".repeat(4_000) + "2F")).isNull();
        assertThat(EncodedPath.parse("/x" + "%2F".repeat(2_000))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/a%2Fb, /a/b, true",
        "/a%2Fb, /a%2Fb, true",
        "/a%2fb%20c, /a%2fb c, true",
        "/a%2Fb%25, /a%2Fb%, true",
        "/a%2Fb%25, /a%2Fb%25, true",
        "/v/%2F/q, /v/q, true",
        "/v/%2F/q, /v///q, true",
        "/a%5Cb, /a\\b, true",
        "/a%3Bb, /a, true",
        "/a%2Fb, /a, false",
        "/a%2Fb, /b, false",
        "/a%2Fb%20c, /a%2Fb%20c, false",
        "/a%252Fb, /c, false"
    })
    void whatTheContainerReadsHasToBeAReading(String rawPath, String decoded, boolean isReading) {
        EncodedPath path = EncodedPath.parse(rawPath);
        assertThat(path).isNotNull();
        assertThat(path.decodedAs(decoded) != null).isEqualTo(isReading);
    }

    @Test
    void whatTheContainerLeavesEncodedIsAReadingToo() {
        RouteTable routes = RouteTable.of(
                List.of(Route.of("/{name}", Access.DENIED), Route.of("/a/b", Access.PUBLIC)),
                PathCase.SENSITIVE,
                EncodedPaths.ACCEPT);
        EncodedPath path = EncodedPath.parse("/a%2Fb");
        assertThat(path).isNotNull();
        EncodedPath seen = path.decodedAs("/a%2Fb");
        assertThat(seen).isNotNull();
        assertThat(routes.match("GET", seen)).extracting(Requirement::access).isEqualTo(Access.DENIED);
    }

    @Test
    void aMethodThatNoRuleListsNeedsASecretKey() {
        RouteTable routes = RouteTable.of(
                List.of(Route.of(List.of("GET"), "/**", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT)));
        EncodedPath path = EncodedPath.parse("/a%2Fb");
        assertThat(path).isNotNull();
        assertThat(routes.match("PUT", path)).extracting(Requirement::access).isEqualTo(Access.SECRET);
        assertThat(routes.acceptsEncoded()).isTrue();
        List<Route> refusing = List.of(Route.of("/a", Access.PUBLIC));
        assertThat(RouteTable.of(refusing).acceptsEncoded()).isFalse();
    }

    @Test
    void aLongPathIsReadAndALongPathWithManyReadingsIsRefused() {
        assertThat(requirement("/files%2F" + "x".repeat(4_000))).isEqualTo("public []");
        assertThat(requirement("/a%255Cb%253Bc%252Fd%2Fe%5Cf%3Bg/" + "x".repeat(7_500)))
                .isEqualTo("refused");
    }
}
