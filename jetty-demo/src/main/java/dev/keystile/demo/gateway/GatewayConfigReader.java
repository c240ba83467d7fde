package dev.keystile.demo.gateway;

import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.DurationText;
import dev.keystile.config.KeystileConfig;
import dev.keystile.demo.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.demo.gateway.external.Style;
import dev.keystile.store.file.YamlException;
import dev.keystile.store.file.YamlSection;
import dev.keystile.store.file.YamlText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code gateway.yaml}: its own settings here, those of {@code keystile.yaml} by its loader. */
public final class GatewayConfigReader {

    private static final Set<String> ASSERTION = Set.of("issuer", "audience", "lifetime", "keys");
    private static final Set<String> OWN = Set.of(
            "listen",
            "upstreams",
            "client",
            "external-auth",
            "assertion.issuer",
            "assertion.audience",
            "assertion.lifetime",
            "assertion.keys");
    private static final String USUAL_KEYS = "assertion-keys.json";

    private final YamlSection root;
    private final Path directory;

    private GatewayConfigReader(YamlSection root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * Reads a configuration.
     *
     * @throws ConfigException if anything in it is wrong; the message names the setting, its line and what is right
     */
    public static GatewayConfig read(ConfigSource source) {
        YamlSection root = ConfigLoader.read(source, Map.of());
        KeystileConfig keystile = ConfigLoader.load(root, source.directory(), OWN);
        try {
            return new GatewayConfigReader(root, source.directory()).read(keystile);
        } catch (YamlException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    private GatewayConfig read(KeystileConfig keystile) {
        List<ExternalAuth> external = externalAuth();
        return new GatewayConfig(
                listen(),
                new UpstreamReader(root, keystile.pathCase()).read(),
                ClientLimitsReader.read(root),
                external,
                signing(),
                keystile);
    }

    private ListenAddress listen() {
        YamlText text = root.text("listen");
        return text == null
                ? ListenAddress.DEFAULT
                : ListenAddress.parse(text.value()).orElseThrow(() -> text.wrong(ListenAddress.FORM));
    }

    private List<ExternalAuth> externalAuth() {
        List<YamlSection> sections = root.sections("external-auth");
        List<ExternalAuth> endpoints = new ArrayList<>();
        for (YamlSection section : sections == null ? List.<YamlSection>of() : sections) {
            ExternalAuth endpoint = endpoint(section);
            if (endpoints.stream().anyMatch(other -> overlap(other.path(), endpoint.path()))) {
                throw new YamlException(
                        section.placeOf("path"),
                        "external-auth.path '" + endpoint.path()
                                + "' is, or is below or above, that of another endpoint; each needs a path of its own");
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private static ExternalAuth endpoint(YamlSection section) {
        section.allowOnly(List.of("path", "style"));
        YamlText path = section.text("path");
        if (path != null && !path.value().matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")) {
            throw path.wrong("an absolute path of plain segments, such as /authz");
        }
        String styles = "nginx, forwarded (Caddy, Traefik, APISIX), haproxy or envoy";
        YamlText style = section.requireText("style", styles);
        return new ExternalAuth(
                path == null ? "/authz" : path.value(),
                Style.ofLabel(style.value()).orElseThrow(() -> style.wrong(styles)));
    }

    private @Nullable SigningSettings signing() {
        YamlSection section = root.section("assertion");
        if (section.names().stream().noneMatch(ASSERTION::contains)) {
            return null;
        }
        YamlText keys = section.text("keys");
        return new SigningSettings(
                section.requireText("issuer", "what the gateway calls itself, such as https://gateway.example.com")
                        .value(),
                section.requireText("audience", "what the services behind it call themselves, such as orders")
                        .value(),
                lifetime(section),
                directory.resolve(keys == null ? USUAL_KEYS : keys.value()).normalize());
    }

    private static Duration lifetime(YamlSection section) {
        YamlText text = section.text("lifetime");
        if (text == null) {
            return SigningSettings.USUAL_LIFETIME;
        }
        Duration lifetime = DurationValue.parse(text);
        if (lifetime.compareTo(SigningSettings.SHORTEST) < 0 || lifetime.compareTo(SigningSettings.LONGEST) > 0) {
            throw text.wrong(DurationText.FORM + ", from 10s to 1h");
        }
        return lifetime;
    }
}
