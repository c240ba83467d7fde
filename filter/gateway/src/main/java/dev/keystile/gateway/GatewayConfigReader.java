package dev.keystile.gateway;

import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.DurationText;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.nio.file.Path;
import java.time.Duration;
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
            ExternalAuthReader.ENDPOINTS,
            ExternalAuthReader.LISTEN,
            TrustedFieldsReader.NAME,
            "assertion.issuer",
            "assertion.audience",
            "assertion.lifetime",
            "assertion.keys");
    private static final String DEFAULT_KEYS = "assertion-keys.json";

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
        ListenAddress listen = listen();
        ExternalAuthReader external = new ExternalAuthReader(root);
        List<ExternalAuth> endpoints = external.endpoints();
        return new GatewayConfig(
                listen,
                external.listen(listen, endpoints),
                new UpstreamReader(root, keystile.pathCase()).read(),
                ClientLimitsReader.read(root),
                TrustedFieldsReader.read(root, !keystile.trustedProxies().isEmpty()),
                endpoints,
                signing(),
                keystile);
    }

    private ListenAddress listen() {
        YamlText text = root.text("listen");
        return text == null
                ? ListenAddress.DEFAULT
                : ListenAddress.parse(text.value()).orElseThrow(() -> text.wrong(ListenAddress.form("127.0.0.1:8080")));
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
                directory.resolve(keys == null ? DEFAULT_KEYS : keys.value()).normalize());
    }

    private static Duration lifetime(YamlSection section) {
        YamlText text = section.text("lifetime");
        if (text == null) {
            return SigningSettings.DEFAULT_LIFETIME;
        }
        Duration lifetime = DurationText.parse(text);
        if (lifetime.compareTo(SigningSettings.MIN) < 0 || lifetime.compareTo(SigningSettings.MAX) > 0) {
            throw text.wrong(DurationText.FORM + ", from 10s to 1h");
        }
        return lifetime;
    }
}
