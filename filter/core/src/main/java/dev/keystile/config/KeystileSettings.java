package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.setting.ValueType;
import dev.keystile.setting.ValueTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of the settings of {@code keystile.yaml}. The settings of a store are declared by its
 * {@link dev.keystile.store.ApiKeyStoreProvider}, and the settings of a module by its {@link ConfigSectionReader}.
 */
public final class KeystileSettings {

    /** {@code store.type}. */
    public static final Setting<String> STORE_TYPE = Setting.of(
            "store.type",
            ValueTypes.anyText("the type of a store"),
            "file",
            "Where keys are kept: in a file, in SQL, in memory (empty), or in a store of the application's own.");

    /** {@code credentials.authorization}; the value is whether the field may have a key. */
    public static final Setting<Boolean> AUTHORIZATION = Setting.of(
            "credentials.authorization",
            ValueTypes.oneOf(words("accept", true, "ignore", false)),
            true,
            "Whether a key may come in the Authorization field; with ignore that field is the application's own.");

    /** {@code credentials.basic}. */
    public static final Setting<Boolean> BASIC = Setting.of(
            "credentials.basic", ValueTypes.FLAG, true, "Whether a key is accepted as the user-id of Basic.");

    /** {@code credentials.header}. */
    public static final ListSetting<String> HEADER = ListSetting.optional(
                    "credentials.header",
                    HttpValueTypes.KEY_FIELD,
                    "The name of an extra header field that holds a bare key, such as X-API-Key, or a list of them.")
            .orSingle()
            .notEmpty("is empty; leave it out for no extra field");

    /** {@code credentials.other-formats}; the value is whether they are accepted. */
    public static final Setting<Boolean> OTHER_FORMATS = Setting.of(
            "credentials.other-formats",
            ValueTypes.oneOf(words("refuse", false, "accept", true)),
            false,
            "What becomes of a key that does not begin with pk_ or sk_, such as a key of an earlier system.");

    /** {@code credentials.realm}. */
    public static final Setting<String> REALM =
            Setting.of("credentials.realm", HttpValueTypes.REALM, "api", "The realm of the challenges.");

    /** {@code credentials.hide}. */
    public static final Setting<Boolean> HIDE =
            Setting.of("credentials.hide", ValueTypes.FLAG, true, "Whether a key is hidden from the application.");

    /** {@code browser-secret-keys}; the value is whether they are allowed. */
    public static final Setting<Boolean> BROWSER_SECRET_KEYS = Setting.of(
            "browser-secret-keys",
            ValueTypes.oneOf(words("reject", false, "allow", true)),
            false,
            "What becomes of a secret key that comes from a browser.");

    /** {@code cors.allowed-origins}. */
    public static final ListSetting<Origin> CORS_ORIGINS = ListSetting.optional(
                    "cors.allowed-origins", HttpValueTypes.ORIGIN, "The exact origins that browser code may call from.")
            .required("a list, [] to refuse every preflight");

    /** {@code trusted-proxies}. */
    public static final ListSetting<Network> TRUSTED_PROXIES = ListSetting.optional(
            "trusted-proxies",
            HttpValueTypes.NETWORK,
            "The addresses and networks of the proxies whose X-Forwarded-For counts.");

    /** {@code problem-base-uri}. */
    public static final Setting<String> PROBLEM_BASE_URI = Setting.of(
            "problem-base-uri",
            HttpValueTypes.PROBLEM_BASE,
            ProblemDocument.DEFAULT_BASE,
            "What the type of a refusal begins with.");

    /** {@code request-ids}; the value is whether a response always has an id. */
    public static final Setting<Boolean> REQUEST_IDS = Setting.of(
            "request-ids",
            ValueTypes.oneOf(words("if-sent", false, "always", true)),
            false,
            "Which responses to requests that pass have X-Request-ID: those whose request has one, or all. Refusals, and"
                    + " responses of the gateway, always have it.");

    /** {@code paths.case}. */
    public static final Setting<PathCase> PATH_CASE = Setting.of(
            "paths.case",
            ValueTypes.oneOf(PathCase.values()),
            PathCase.SENSITIVE,
            "Whether the letter case of a path counts for the routes.");

    /** {@code paths.encoded}. */
    public static final Setting<EncodedPaths> ENCODED_PATHS = Setting.of(
            "paths.encoded",
            ValueTypes.oneOf(EncodedPaths.values()),
            EncodedPaths.REFUSE,
            "Whether paths may hold %2F, %25, %5C, %3B and %2E, on routes that do not say so themselves.");

    /** The pattern of the paths of a route, as in {@code routes.path}. */
    public static final ValueType<String> PATH_PATTERN = HttpValueTypes.PATH;

    static final Setting<String> ROUTE_PATH = Setting.required(
            "routes.path",
            HttpValueTypes.PATH,
            "The paths: literal segments, {name} for one segment, /** at the end for everything below.");
    static final ListSetting<String> ROUTE_METHODS = ListSetting.optional(
                    "routes.methods", HttpValueTypes.METHOD, "The methods that the route is for; GET covers HEAD.")
            .notEmpty("is empty; leave it out to mean all methods");
    static final Setting<Access> ROUTE_ACCESS = Setting.required(
            "routes.access", ValueTypes.oneOf(Access.values()), "Which keys a request on this route needs.");
    static final ListSetting<String> ROUTE_SCOPES =
            ListSetting.optional("routes.scopes", HttpValueTypes.SCOPE, "The scopes that a secret key has to include.");

    static final Setting<EncodedPaths> ROUTE_ENCODED = Setting.optional(
            "routes.encoded",
            ValueTypes.oneOf(EncodedPaths.values()),
            "Whether paths of this route may hold %2F, %25, %5C, %3B and %2E; as paths.encoded says by default.");

    static final SettingGroup CREDENTIALS = SettingGroup.of(
            "credentials",
            "Where keys are looked for, and what becomes of them.",
            AUTHORIZATION,
            BASIC,
            HEADER,
            OTHER_FORMATS,
            REALM,
            HIDE);
    static final SettingGroup CORS = SettingGroup.of(
            "cors", "Calls from browsers; left out, the application responds to preflights.", CORS_ORIGINS);
    static final SettingGroup PATHS = SettingGroup.of("paths", "How paths are compared.", PATH_CASE, ENCODED_PATHS);

    /** {@code routes}. */
    public static final SettingGroupList ROUTES = new SettingGroupList(SettingGroup.of(
            "routes",
            "What a request needs to come through, by path and method; a secret key where no route is given.",
            ROUTE_PATH,
            ROUTE_METHODS,
            ROUTE_ACCESS,
            ROUTE_SCOPES,
            ROUTE_ENCODED));

    private KeystileSettings() {}

    /**
     * Checks a route that was made in code.
     *
     * @param place the place of the route; null if the place is not known
     * @throws ConfigException if the path or a method is wrong; the message is the same as for a route in a file
     */
    public static Route check(Route route, @Nullable Place place) {
        ROUTE_PATH.check(route.path(), place);
        route.methods().forEach(method -> ROUTE_METHODS.check(method, place));
        return route;
    }

    /** {@code store}, with the settings of one type of store. */
    public static SettingGroup store(List<Setting<?>> ofType) {
        List<SettingMember> members = new ArrayList<>(List.of(STORE_TYPE));
        members.addAll(ofType);
        return new SettingGroup("store", "Where keys are kept.", members);
    }

    /** The whole file, with the settings of one type of store and the sections of modules. */
    public static SettingGroup root(SettingGroup store, List<SettingGroup> sections) {
        List<SettingMember> members = new ArrayList<>(List.of(
                store,
                CacheSettings.GROUP,
                CREDENTIALS,
                BROWSER_SECRET_KEYS,
                CORS,
                TRUSTED_PROXIES,
                PROBLEM_BASE_URI,
                REQUEST_IDS,
                PATHS,
                ROUTES));
        members.addAll(sections);
        return new SettingGroup("", "The configuration of Keystile.", members);
    }

    private static <T> Map<String, T> words(String first, T firstValue, String second, T secondValue) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(first, firstValue);
        words.put(second, secondValue);
        return words;
    }
}
