package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 1 and 5. */
class PathSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "organizations",
                "*",
                "http://host/organizations",
                "//",
                "//organizations",
                "/organizations//x",
                "/organizations//",
                "/;/organizations",
                "/;",
                "/organizations;jsessionid=1",
                "/organizations;",
                "/health/..;/organizations",
                "/health/%2e%2e/organizations",
                "/health/%2E%2e/organizations",
                "/health/.%2e/organizations",
                "/health/../organizations",
                "/./organizations",
                "/.",
                "/..",
                "/organizations/.",
                "/organizations/..",
                "/organizations/./",
                "/%2forganizations",
                "/x%2Forganizations",
                "/x%5corganizations",
                "/x\\organizations",
                "/x%5Corganizations",
                "/x%3borganizations",
                "/x%3Borganizations",
                "/%256frganizations",
                "/x%25",
                "/x%00",
                "/x%0d%0a",
                "/x%1f",
                "/x%7f",
                "/x%7F",
                "/x\0",
                "/x\t",
                "/x\r\n",
                "/x y",
                "/x\u007f",
                "/x\u0085",
                "/caf\u00e9",
                "/\uff0e\uff0e/x",
                "/\u2215x",
                "/x#y",
                "/x%",
                "/x%2",
                "/x%g0",
                "/x%2g",
                "/x%-1",
                "/x%+1",
                "/x%u002e",
                "/x%\uff14\uff11",
                "/x%\u0664\u0661",
                "/x%c0%ae",
                "/x%c1%9c",
                "/x%C0%AF",
                "/x%f5",
                "/x%ff"
            })
    void aPathThatServersInterpretDifferentlyIsAmbiguous(String path) {
        assertThat(PathSyntax.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/organizations",
                "/organizations/",
                "/%6frganizations",
                "/a%20b",
                "/caf%C3%A9",
                "/%F0%9F%94%91",
                "/a.b",
                "/.well-known/x",
                "/..x",
                "/x..",
                "/...",
                "/a:b@c!$&'()*+,=~_-",
                "/%3F",
                "/%23",
                "/{id}",
                "/x|y"
            })
    void ordinaryPathsAndEscapesAreNot(String path) {
        assertThat(PathSyntax.isAmbiguous(path)).isFalse();
    }

    @Test
    void everyEscapedOctetIsAmbiguousOrNotAsItsValueRequires() {
        for (int octet = 0; octet < 256; octet++) {
            boolean refused = octet < 0x20
                    || octet == 0x7f
                    || "./\\;%".indexOf(octet) >= 0
                    || octet == 0xc0
                    || octet == 0xc1
                    || octet > 0xf4;
            for (String digits : new String[] {"%%%02x", "%%%02X"}) {
                String path = "/a" + digits.formatted(octet) + "b";
                assertThat(PathSyntax.isAmbiguous(path)).as(path).isEqualTo(refused);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "x", "//", "/x//y", "/.", "/..", "/x/../y", "/x/.", "/x/./", "/x;y", "/x\\y", "/x\0", "/x\ny",
                "/\u007f"
            })
    void aDecodedPathMustHaveASingleInterpretation(String path) {
        assertThat(PathSyntax.isCanonical(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/x/", "/x/y.z", "/...", "/..x", "/a b", "/caf\u00e9", "/100%", "/a#b?c"})
    void aDecodedPathMayHaveOrdinaryCharacters(String path) {
        assertThat(PathSyntax.isCanonical(path)).isTrue();
    }

    @Test
    void aPathThatIsNotAmbiguousIsCanonicalIfDecodingDoesNotChangeIt() {
        String alphabet = "/.a%26;\\";
        for (int n = 0; n < 1 << 21; n++) {
            StringBuilder path = new StringBuilder("/");
            for (int rest = n; rest > 0; rest >>>= 3) {
                path.append(alphabet.charAt(rest & 7));
            }
            String text = path.toString();
            if (!PathSyntax.isAmbiguous(text) && !PathSyntax.isCanonical(text)) {
                fail(text);
            }
        }
    }

    @Test
    void longPathsTakeLinearTime() {
        assertThat(PathSyntax.isAmbiguous("/".repeat(2000))).isTrue();
        assertThat(PathSyntax.isAmbiguous("/a".repeat(1_000_000))).isFalse();
        assertThat(PathSyntax.isAmbiguous("/a" + ";p=v".repeat(1000))).isTrue();
        assertThat(PathSyntax.isAmbiguous("/" + "%41".repeat(1_000_000))).isFalse();
        assertThat(PathSyntax.isCanonical("/a".repeat(1_000_000))).isTrue();
    }
}
