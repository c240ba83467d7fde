package dev.keystile.gateway;

import dev.keystile.gateway.internal.upstream.ClaimFields;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.key.Redaction;
import dev.keystile.route.PathSyntax;
import dev.keystile.setting.DurationText;
import dev.keystile.setting.ValueType;
import dev.keystile.setting.ValueTypes;
import dev.keystile.yaml.NameSuggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of settings of {@code gateway.yaml}. */
final class GatewayValueTypes {

    static final int MAX_CONNECTIONS = 999_999;

    private static final int LAST_PORT = 65_535;
    private static final String SIZE_PATTERN = "([0-9]{1,9})(B|KB|MB|GB)";
    private static final Pattern SIZE_SYNTAX = Pattern.compile(SIZE_PATTERN);
    private static final String ENDPOINT_PATTERN = "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+";
    private static final String PREFIX_PATTERN = "(/[^/{}*]+)+";

    /** A number of bytes. */
    static final ValueType<Long> SIZE = ValueType.of(
            "a size such as 500KB, 10MB or 1GB",
            GatewayValueTypes::size,
            GatewayValueTypes::writeSize,
            Map.of("type", "string", "pattern", whole(SIZE_PATTERN)));

    /** The size of a head: below this range no real request fits, above it a head costs much memory. */
    static final ValueType<Long> HEAD_SIZE = SIZE.limitedTo(
            "a size from 1KB to 256KB, such as 16KB", size -> size >= 1_024 && size <= 256 * 1_024, Map.of());

    /** The URL of a service, without a slash at the end. */
    static final ValueType<URI> SERVICE_URL = ValueType.of(
            "an http:// or https:// address without user or query, such as http://127.0.0.1:9000",
            GatewayValueTypes::serviceUrl,
            URI::toString,
            Map.of("type", "string", "pattern", "^https?://[^/?#@]+(/[^?#]*)?$"));

    /** The prefix that is removed from a path. */
    static final ValueType<String> PREFIX = ValueType.text(
            "whole segments, such as /api",
            text -> text.matches(PREFIX_PATTERN),
            Map.of("type", "string", "pattern", whole(PREFIX_PATTERN)));

    /** The path of an endpoint for other proxies. */
    static final ValueType<String> ENDPOINT = ValueType.text(
            "an absolute path of plain segments, such as /authz",
            text -> text.matches(ENDPOINT_PATTERN),
            Map.of("type", "string", "pattern", whole(ENDPOINT_PATTERN)));

    /** The name of a field that only trusted proxies may send. */
    static final ValueType<String> CLAIM_FIELD =
            ValueType.text(TrustedFields.FORM, GatewayValueTypes::isClaim, Map.of("type", "string"));

    /** The lifetime of an assertion. */
    static final ValueType<Duration> LIFETIME = ValueTypes.DURATION.limitedTo(
            DurationText.FORM + ", from 10s to 1h",
            lifetime -> lifetime.compareTo(SigningSettings.MIN) >= 0 && lifetime.compareTo(SigningSettings.MAX) <= 0,
            Map.of());

    private GatewayValueTypes() {}

    /** An address to listen at. */
    static ValueType<ListenAddress> listenAddress(String example) {
        return ValueType.of(
                ListenAddress.form(example),
                ListenAddress::parse,
                ListenAddress::toString,
                Map.of(
                        "type",
                        "string",
                        "pattern",
                        "^(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252}):[0-9]{1,5}$"));
    }

    private static Optional<Long> size(String text) {
        Matcher size = SIZE_SYNTAX.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        int shift = switch (size.group(2)) {
            case "B" -> 0;
            case "KB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
        return Optional.of(Long.parseLong(size.group(1)) << shift);
    }

    private static String writeSize(long bytes) {
        List<String> units = List.of("B", "KB", "MB", "GB");
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.size() - 1);
        return bytes == 0 ? "0B" : (bytes >> (10 * unit)) + units.get(unit);
    }

    private static Optional<URI> serviceUrl(String text) {
        try {
            URI url = new URI(text);
            String path = url.getRawPath();
            boolean fits = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= LAST_PORT
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (path.isEmpty() || path.equals("/") || !PathSyntax.isAmbiguous(path));
            if (!fits) {
                return Optional.empty();
            }
            return Optional.of(path.endsWith("/") ? new URI(text.substring(0, text.length() - 1)) : url);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isClaim(String text) {
        if (TrustedFields.isClaim(text)) {
            return true;
        }
        throw new IllegalArgumentException("trusted-fields is " + Redaction.quoted(text) + "; it must be "
                + TrustedFields.FORM
                + NameSuggestion.nearest(text, ClaimFields.NAMES)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(""));
    }

    private static String whole(String pattern) {
        return "^" + pattern + "$";
    }
}
