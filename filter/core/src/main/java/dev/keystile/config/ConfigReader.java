package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Origin;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.StoreSettings;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a {@link KeystileConfig} from the values of its settings. */
final class ConfigReader {

    private final ConfigValues root;
    private final ApiKeyStoreProvider provider;
    private final ConfigSections sections;

    private ConfigReader(ConfigValues root, ApiKeyStoreProvider provider, ConfigSections sections) {
        this.root = root;
        this.provider = provider;
        this.sections = sections;
    }

    /**
     * A reader for a configuration. Checks that the store type and all names in the configuration are known.
     *
     * @param more further settings, which this reader ignores
     */
    static ConfigReader of(ConfigValues root, SettingGroup more) {
        ApiKeyStoreProvider provider = provider(root);
        ConfigSections sections = ConfigSections.find();
        SettingGroup settings = KeystileSettings.root(KeystileSettings.store(provider.settings()), sections.settings());
        UnknownNames.refuse(root.section(), settings.and(more));
        return new ConfigReader(root, provider, sections);
    }

    private static ApiKeyStoreProvider provider(ConfigValues root) {
        YamlText text = root.section().section("store").text(KeystileSettings.STORE_TYPE.key());
        String type = text == null ? KeystileSettings.STORE_TYPE.defaultValue() : text.value();
        Place place = text == null ? null : text.place();
        return StoreProviders.find().require(type, place);
    }

    KeystileConfig read() {
        return root.make(() -> new KeystileConfig(
                new ConfiguredStore(provider.type(), storeSettings()),
                cache(root.group(CacheSettings.GROUP)),
                credentials(root.group(KeystileSettings.CREDENTIALS)),
                root.get(KeystileSettings.BROWSER_SECRET_KEYS),
                corsOrigins(),
                root.get(KeystileSettings.TRUSTED_PROXIES),
                sections.read(root),
                root.get(KeystileSettings.PROBLEM_BASE_URI),
                root.get(KeystileSettings.REQUEST_IDS),
                root.group(KeystileSettings.PATHS).get(KeystileSettings.PATH_CASE),
                root.group(KeystileSettings.PATHS).get(KeystileSettings.ENCODED_PATHS),
                RouteReader.read(root)));
    }

    private StoreSettings storeSettings() {
        YamlSection section = root.section().section("store");
        ConfigValues values = root.group(KeystileSettings.store(provider.settings()));
        Map<String, String> texts = new HashMap<>();
        Map<String, Place> places = new HashMap<>(Map.of("", section.place()));
        for (Setting<?> setting : provider.settings()) {
            values.find(setting);
            YamlText text = section.text(setting.key());
            if (text != null) {
                texts.put(setting.key(), text.value());
                places.put(setting.key(), text.place());
            }
        }
        return new StoreSettings(texts, root.directory(), places);
    }

    private static CacheSettings cache(ConfigValues values) {
        return values.make(() -> new CacheSettings(
                values.get(CacheSettings.FRESH_FOR),
                values.get(CacheSettings.STALE_FOR),
                values.get(CacheSettings.NEGATIVE_FOR),
                values.get(CacheSettings.MAX_KEYS),
                values.get(CacheSettings.MAX_NEGATIVE),
                values.get(CacheSettings.LOAD_TIMEOUT),
                values.get(CacheSettings.MAX_CONCURRENT_LOADS),
                values.get(CacheSettings.MAX_WAITING)));
    }

    private static CredentialSettings credentials(ConfigValues values) {
        return values.make(() -> new CredentialSettings(
                new CredentialFields(
                        values.get(KeystileSettings.AUTHORIZATION),
                        values.get(KeystileSettings.BASIC),
                        values.get(KeystileSettings.HEADER),
                        values.get(KeystileSettings.OTHER_FORMATS)),
                values.get(KeystileSettings.REALM),
                values.get(KeystileSettings.HIDE)));
    }

    private @Nullable Set<Origin> corsOrigins() {
        return root.has(KeystileSettings.CORS)
                ? new LinkedHashSet<>(root.group(KeystileSettings.CORS).get(KeystileSettings.CORS_ORIGINS))
                : null;
    }
}
