package dev.keystile.gateway;

import dev.keystile.assertion.AssertionSectionReader;
import dev.keystile.config.KeystileSettings;
import dev.keystile.jdbc.JdbcKeyStoreProvider;
import dev.keystile.setting.SettingGroup;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.MemoryKeyStoreProvider;
import dev.keystile.store.file.FileKeyStoreProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The declarations of all modules, as {@code keystile.yaml} and {@code gateway.yaml} have them. */
final class ConfigurationSchemas {

    private static final SettingGroup NOTHING = SettingGroup.of("", "");

    private ConfigurationSchemas() {}

    static Map<String, Object> keystile() {
        return JsonSchema.of("keystile.yaml", root(), NOTHING, storeTypes());
    }

    static Map<String, Object> gateway() {
        return JsonSchema.of("gateway.yaml", root(), GatewaySettings.ROOT, storeTypes());
    }

    static SettingGroup root() {
        return KeystileSettings.root(
                KeystileSettings.store(List.of()), List.of(new AssertionSectionReader().settings()));
    }

    static Map<String, SettingGroup> storeTypes() {
        Map<String, SettingGroup> types = new TreeMap<>();
        for (ApiKeyStoreProvider provider :
                List.of(new FileKeyStoreProvider(), new MemoryKeyStoreProvider(), new JdbcKeyStoreProvider())) {
            types.put(provider.type(), KeystileSettings.store(provider.settings()));
        }
        return types;
    }
}
