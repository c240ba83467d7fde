package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.route.PathCase;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.StoreSettings;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of a tree of settings. */
final class ConfigReader {

    private static final List<String> SECTIONS = List.of(
            "store",
            "cache",
            "credentials",
            "browser-secret-keys",
            "cors",
            "trusted-proxies",
            "problem-base-uri",
            "paths",
            "routes");
    private static final List<String> CACHE = List.of(
            "fresh-for",
            "stale-for",
            "negative-for",
            "max-keys",
            "max-negative",
            "load-timeout",
            "max-concurrent-loads",
            "max-waiting");
    private static final List<String> CREDENTIALS = List.of("basic", "header", "realm", "hide");
    private static final List<String> CORS = List.of("allowed-origins");
    private static final List<String> PATHS = List.of("case");

    private final YamlSection root;
    private final Path directory;
    private final Set<String> others;

    /** @param others names that somebody else reads: of sections, or dotted ones of settings in a section */
    ConfigReader(YamlSection root, Path directory, Set<String> others) {
        this.root = root;
        this.directory = directory;
        this.others = others;
    }

    KeystileConfig read() {
        refuseUnknownSections();
        YamlSection store = root.section("store");
        YamlText type = store.text("type");
        String storeType = type == null ? "file" : type.value();
        PathCase pathCase = pathCase(root.section("paths"));
        return new KeystileConfig(
                storeType,
                storeSettings(store, storeType),
                cache(root.section("cache")),
                credentials(root.section("credentials")),
                allowBrowserSecretKeys(),
                corsOrigins(),
                list(root, "trusted-proxies", Network::isNetwork, Network.FORM),
                ConfigSectionReaders.find().read(root, directory, others),
                problemBaseUri(),
                pathCase,
                RouteReader.read(root, pathCase));
    }

    private void refuseUnknownSections() {
        Set<String> known = new HashSet<>(SECTIONS);
        known.addAll(OptionalModules.sections());
        known.addAll(others);
        List<String> suggestions = new ArrayList<>(SECTIONS);
        suggestions.addAll(OptionalModules.sections());
        suggestions.addAll(others);
        CACHE.forEach(name -> suggestions.add("cache." + name));
        CREDENTIALS.forEach(name -> suggestions.add("credentials." + name));
        CORS.forEach(name -> suggestions.add("cors." + name));
        PATHS.forEach(name -> suggestions.add("paths." + name));
        root.allowOnly(known, suggestions);
    }

    private StoreSettings storeSettings(YamlSection section, String type) {
        StoreProviders providers = StoreProviders.find();
        ApiKeyStoreProvider provider = providers.get(type);
        if (provider == null) {
            YamlText wrong = section.requireText("type", providers.types());
            String missing = OptionalModules.missingStoreType(type);
            throw missing == null ? wrong.wrong(providers.types()) : new YamlException(wrong.place(), missing);
        }
        Set<String> known = new HashSet<>(provider.settings());
        known.add("type");
        section.allowOnly(known);
        Map<String, String> values = new HashMap<>();
        Map<String, String> places = new HashMap<>(Map.of("", section.place()));
        for (String name : provider.settings()) {
            YamlText text = section.text(name);
            if (text != null) {
                values.put(name, text.value());
                places.put(name, text.place());
            }
        }
        return new StoreSettings(values, directory, places);
    }

    private static CacheSettings cache(YamlSection section) {
        section.allowOnly(CACHE);
        CacheSettings defaults = CacheSettings.DEFAULT;
        try {
            return new CacheSettings(
                    Values.duration(section, "fresh-for", defaults.freshFor()),
                    Values.duration(section, "stale-for", defaults.staleFor()),
                    Values.duration(section, "negative-for", defaults.negativeFor()),
                    Values.count(section, "max-keys", defaults.maxKeys()),
                    Values.count(section, "max-negative", defaults.maxNegative()),
                    Values.duration(section, "load-timeout", defaults.loadTimeout()),
                    Values.count(section, "max-concurrent-loads", defaults.maxConcurrentLoads()),
                    Values.count(section, "max-waiting", defaults.maxWaiting()));
        } catch (IllegalArgumentException e) {
            throw new YamlException(placeOfNamed(section, String.valueOf(e.getMessage())), e);
        }
    }

    /** Where the setting stands with whose name the message begins. */
    private static String placeOfNamed(YamlSection section, String message) {
        return CACHE.stream()
                .filter(name -> message.startsWith("cache." + name + " "))
                .findFirst()
                .map(section::placeOf)
                .orElse(section.place());
    }

    private static CredentialSettings credentials(YamlSection section) {
        section.allowOnly(CREDENTIALS);
        CredentialSettings defaults = CredentialSettings.DEFAULT;
        YamlText header = Values.checked(section, "header", CredentialRules::isHeader, CredentialRules.HEADER_FORM);
        YamlText realm = Values.checked(section, "realm", CredentialRules::isRealm, CredentialRules.REALM_FORM);
        return new CredentialSettings(
                Values.flag(section, "basic", defaults.basic()),
                header == null ? defaults.header() : header.value(),
                realm == null ? defaults.realm() : realm.value(),
                Values.flag(section, "hide", defaults.hide()));
    }

    private boolean allowBrowserSecretKeys() {
        YamlText text =
                Values.checked(root, "browser-secret-keys", Set.of("reject", "allow")::contains, "reject or allow");
        return text != null && text.value().equals("allow");
    }

    private @Nullable Set<String> corsOrigins() {
        if (!root.names().contains("cors")) {
            return null;
        }
        YamlSection section = root.section("cors");
        section.allowOnly(CORS);
        if (section.texts("allowed-origins") == null) {
            throw new YamlException(
                    section.place(),
                    "cors.allowed-origins is missing; it must be a list, [] to refuse every preflight");
        }
        return Set.copyOf(list(section, "allowed-origins", Origin::isOrigin, Origin.FORM));
    }

    private static PathCase pathCase(YamlSection section) {
        section.allowOnly(PATHS);
        YamlText text = section.text("case");
        return text == null
                ? PathCase.SENSITIVE
                : PathCase.ofLabel(text.value()).orElseThrow(() -> text.wrong("sensitive or insensitive"));
    }

    private String problemBaseUri() {
        YamlText text = Values.checked(root, "problem-base-uri", ProblemBase::isBase, ProblemBase.FORM);
        return text == null ? KeystileConfig.DEFAULT_PROBLEM_BASE : text.value();
    }

    private static List<String> list(YamlSection section, String name, Predicate<String> check, String form) {
        List<YamlText> texts = section.texts(name);
        List<String> values = new ArrayList<>();
        for (YamlText text : texts == null ? List.<YamlText>of() : texts) {
            values.add(Values.checked(text, check, form).value());
        }
        return values;
    }
}
