package dev.keystile.config;

import dev.keystile.credential.HttpToken;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.setting.ValueType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types of settings whose syntax comes from HTTP. */
final class HttpValueTypes {

    private static final String TOKEN_PATTERN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";
    private static final String UPPER_CASE_TOKEN_PATTERN = "^[!#$%&'*+.^_`|~0-9A-Z-]+$";
    private static final String PATH_PATTERN =
            "^(/|(/(?!\\.{1,2}(/|$))(\\{[^/{}*?;%#.-]+\\}|[^/*?{}\\\\;%#]+))*(/\\*\\*)?)$";

    /** Header fields in which a key must not be sent, because they have a meaning of their own. */
    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "host",
            "origin",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "forwarded",
            "x-forwarded-for",
            "x-request-id");

    /** The name of a field that may hold a key. */
    static final ValueType<String> KEY_FIELD = ValueType.text(
            "the name of a header of its own, such as X-API-Key; it must not be one that HTTP or Keystile uses",
            HttpValueTypes::isKeyField,
            Map.of("type", List.of("string", "number", "boolean"), "pattern", keyFieldPattern()));

    /** The realm of a challenge (RFC 9110, section 11.5). */
    static final ValueType<String> REALM = ValueType.text(
            "printable ASCII without quotes and backslashes",
            HttpValueTypes::isRealm,
            Map.of("type", List.of("string", "number", "boolean"), "pattern", "^(?=.*[^ ])[ !#-\\[\\]-~]+$"));

    /** The beginning of a problem's type, to which its code is appended (RFC 9457, section 3.1.1). */
    static final ValueType<String> PROBLEM_BASE = ValueType.text(
            "an absolute URI that the code can be appended to, such as https://docs.example.com/errors/ or"
                    + " urn:example:problem:",
            HttpValueTypes::isProblemBase,
            Map.of("type", "string", "pattern", "^[A-Za-z][A-Za-z0-9+.-]*:([!-~]*[!-/:-@\\[-`{-~])?$"));

    /** An address or a network. */
    static final ValueType<Network> NETWORK = ValueType.of(
            Network.FORM,
            text -> Network.isNetwork(text) ? Optional.of(Network.parse(text)) : Optional.empty(),
            Network::toString,
            Map.of("type", "string", "pattern", "^[0-9A-Fa-f.:]+(/(0|[1-9][0-9]{0,2}))?$"));

    /** An origin. */
    static final ValueType<Origin> ORIGIN = ValueType.of(
            Origin.FORM,
            text -> Origin.isOrigin(text) ? Optional.of(new Origin(text)) : Optional.empty(),
            Origin::text,
            Map.of(
                    "type",
                    "string",
                    "pattern",
                    "^(?!https://.*:443$)(?!http://.*:80$)[a-z][a-z0-9+.-]*://"
                            + "([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\\[[0-9a-f:.]+\\])(:[1-9][0-9]{0,4})?$"));

    /** A method of HTTP. */
    static final ValueType<String> METHOD = ValueType.text(
            "an HTTP method in upper case, such as GET",
            text -> HttpToken.isToken(text) && text.equals(text.toUpperCase(Locale.ROOT)),
            Map.of("type", List.of("string", "number"), "pattern", UPPER_CASE_TOKEN_PATTERN));

    /** The pattern of the paths of a route. */
    static final ValueType<String> PATH = ValueType.text(
            "a pattern such as /orders/{id} or /docs/**",
            HttpValueTypes::isPath,
            Map.of("type", "string", "pattern", PATH_PATTERN));

    /** A scope of a key. */
    static final ValueType<String> SCOPE = ValueType.text(
            "one or more printable ASCII characters without space, quote or backslash",
            HttpValueTypes::isScope,
            Map.of("type", List.of("string", "number", "boolean"), "pattern", "^[!#-\\[\\]-~]+$"));

    private HttpValueTypes() {}

    private static boolean isScope(String text) {
        try {
            return !Scopes.of(List.of(text)).isUnrestricted();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** In a schema, letters of either case are written out: its patterns have no flags. */
    private static String keyFieldPattern() {
        StringBuilder taken = new StringBuilder();
        for (String name : new TreeSet<>(TAKEN)) {
            taken.append(anyCase(name)).append("$|");
        }
        return "^(?!" + taken + anyCase("x-keystile-") + "|" + anyCase("sec-") + ")" + TOKEN_PATTERN.substring(1);
    }

    private static String anyCase(String name) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            pattern.append(c == '-' ? "-" : "[" + Character.toUpperCase(c) + c + "]");
        }
        return pattern.toString();
    }

    private static boolean isKeyField(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return HttpToken.isToken(text)
                && !TAKEN.contains(name)
                && !name.startsWith("x-keystile-")
                && !name.startsWith("sec-");
    }

    private static boolean isRealm(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\');
    }

    private static boolean isProblemBase(String text) {
        try {
            // With a code at the end: "urn:problem:" and "https://example.com/#" alone are not complete URIs.
            boolean absolute = new URI(text + "code").isAbsolute();
            // A URI is ASCII, but java.net.URI takes other letters too.
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            return absolute && ascii && !Character.isLetterOrDigit(text.charAt(text.length() - 1));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Throws the error of {@link RouteTable}, which says what is wrong with the pattern. */
    private static boolean isPath(String text) {
        RouteTable.of(List.of(Route.of(text, Access.PUBLIC)));
        return true;
    }
}
