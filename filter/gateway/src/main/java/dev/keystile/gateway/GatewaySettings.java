package dev.keystile.gateway;

import dev.keystile.config.KeystileSettings;
import dev.keystile.gateway.internal.external.Style;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.ConnectionLimits;
import dev.keystile.gateway.internal.upstream.Upstream;
import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.ValueTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The declarations of the settings of {@code gateway.yaml} that {@code keystile.yaml} does not have. */
final class GatewaySettings {

    static final Setting<ListenAddress> LISTEN = Setting.of(
            "listen",
            GatewayValueTypes.listenAddress("127.0.0.1:8080"),
            ListenAddress.DEFAULT,
            "Where the gateway listens, as host:port; port 0 takes any free one.");

    static final Setting<ListenAddress> EXTERNAL_AUTH_LISTEN = Setting.optional(
            "external-auth-listen",
            GatewayValueTypes.listenAddress("127.0.0.1:8082"),
            "Where the endpoints of external-auth are; left out, they are on listen.");

    static final Setting<Long> MAX_HEAD_SIZE = Setting.of(
            "max-head-size",
            GatewayValueTypes.HEAD_SIZE,
            (long) ClientLimits.DEFAULT.maxHeadSize(),
            "The max size of a request line with all header fields, from 1KB to 256KB; a larger one is refused with 431.");

    static final Setting<String> UPSTREAM_PATH = Setting.required(
            "upstreams.path",
            KeystileSettings.PATH_PATTERN.described("a pattern such as /api/** or /**"),
            "The paths that the service gets, as in a route; the most specific pattern wins.");
    static final ListSetting<URI> UPSTREAM_URL = ListSetting.optional(
                    "upstreams.url",
                    GatewayValueTypes.SERVICE_URL,
                    "The address of the service, or a list that takes turns.")
            .orSingle()
            .required("an address such as http://127.0.0.1:9000, or a list of them")
            .notEmpty("is an empty list; it must be an address such as http://127.0.0.1:9000, or a list of them");
    static final Setting<String> STRIP_PREFIX = Setting.optional(
            "upstreams.strip-prefix",
            GatewayValueTypes.PREFIX,
            "Whole segments that are cut off the front of the path.");
    static final Setting<Duration> TIMEOUT = Setting.of(
            "upstreams.timeout",
            ValueTypes.POSITIVE_DURATION,
            Upstream.DEFAULT_TIMEOUT,
            "How long the service may keep silent, and how long a request waits for a connection.");
    static final Setting<Long> MAX_REQUEST_SIZE = Setting.optional(
            "upstreams.max-request-size",
            GatewayValueTypes.SIZE,
            "The largest body that the service gets; left out, any.");
    static final Setting<Integer> MAX_CONNECTIONS = Setting.of(
            "upstreams.max-connections",
            ValueTypes.count(1, GatewayValueTypes.MAX_CONNECTIONS),
            ConnectionLimits.DEFAULT_MAX,
            "How many requests the service gets at the same time.");
    static final Setting<Integer> MAX_PER_CLIENT = Setting.optional(
            "upstreams.max-connections-per-client",
            ValueTypes.count(1, GatewayValueTypes.MAX_CONNECTIONS),
            "How many of them one client address may hold or wait for; left out, a quarter.");
    static final Setting<Integer> MAX_WAITING = Setting.of(
            "upstreams.max-waiting",
            ValueTypes.count(0, GatewayValueTypes.MAX_CONNECTIONS),
            ConnectionLimits.DEFAULT_MAX_WAITING,
            "How many requests may wait for a connection.");
    static final SettingGroupList UPSTREAMS = new SettingGroupList(SettingGroup.of(
            "upstreams",
            "The services behind the gateway.",
            UPSTREAM_PATH,
            UPSTREAM_URL,
            STRIP_PREFIX,
            TIMEOUT,
            MAX_REQUEST_SIZE,
            MAX_CONNECTIONS,
            MAX_PER_CLIENT,
            MAX_WAITING));

    static final Setting<Duration> HEAD_TIMEOUT = Setting.of(
            "client.head-timeout",
            ValueTypes.POSITIVE_DURATION,
            ClientLimits.DEFAULT.headTimeout(),
            "The longest time for all header fields of a request.");
    static final Setting<Long> MIN_RATE = Setting.of(
            "client.min-rate",
            GatewayValueTypes.SIZE,
            ClientLimits.DEFAULT.minRate(),
            "The bytes per second that a client has to send or read; 0B for any rate.");
    static final Setting<Duration> GRACE = Setting.of(
            "client.grace",
            ValueTypes.POSITIVE_DURATION,
            ClientLimits.DEFAULT.grace(),
            "How long a client may fall short of min-rate.");
    static final SettingGroup CLIENT =
            SettingGroup.of("client", "How slow a client may be.", HEAD_TIMEOUT, MIN_RATE, GRACE);

    static final Setting<String> ENDPOINT_PATH = Setting.of(
            "external-auth.path",
            GatewayValueTypes.ENDPOINT,
            "/authz",
            "Where the endpoint is, with everything below.");
    static final Setting<Style> ENDPOINT_STYLE = Setting.required(
            "external-auth.style",
            ValueTypes.oneOf(Style.values()).described("nginx, forwarded (Caddy, Traefik, APISIX), haproxy or envoy"),
            "The protocol of the proxy.");
    static final SettingGroupList EXTERNAL_AUTH = new SettingGroupList(SettingGroup.of(
            "external-auth",
            "Endpoints where other proxies get the decision about a request.",
            ENDPOINT_PATH,
            ENDPOINT_STYLE));

    static final ListSetting<String> TRUSTED_FIELDS = ListSetting.optional(
            "trusted-fields",
            GatewayValueTypes.CLAIM_FIELD,
            "The header fields that services hear from trusted-proxies; a * at the end stands for all that begin so.");

    static final Setting<String> ISSUER = Setting.required(
            "assertion.issuer",
            ValueTypes.anyText("what the gateway calls itself, such as https://gateway.example.com"),
            "What the gateway calls itself in X-Keystile-Assertion.");
    static final Setting<String> AUDIENCE = Setting.required(
            "assertion.audience",
            ValueTypes.anyText("what the services behind it call themselves, such as orders"),
            "What the services behind it call themselves.");
    static final Setting<Duration> LIFETIME = Setting.of(
            "assertion.lifetime",
            GatewayValueTypes.LIFETIME,
            SigningSettings.DEFAULT_LIFETIME,
            "How long an assertion is in force, from 10s to 1h.");
    static final Setting<Path> KEYS = Setting.of(
            "assertion.keys",
            ValueTypes.path("the path of a file"),
            Path.of("assertion-keys.json"),
            "The file of the signing keys, which is made if it is not there.");
    static final SettingGroup ASSERTION = SettingGroup.of(
            "assertion", "Signed identities, for the services behind the gateway.", ISSUER, AUDIENCE, LIFETIME, KEYS);

    /** All settings that {@code keystile.yaml} does not have. */
    static final SettingGroup ROOT = SettingGroup.of(
            "",
            "The configuration of the gateway.",
            LISTEN,
            EXTERNAL_AUTH_LISTEN,
            MAX_HEAD_SIZE,
            UPSTREAMS,
            CLIENT,
            EXTERNAL_AUTH,
            TRUSTED_FIELDS,
            ASSERTION);

    private GatewaySettings() {}
}
