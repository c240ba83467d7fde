package dev.keystile.store.file;

import dev.keystile.key.ApiKey;
import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.key.Redaction;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.setting.Place;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a key file. Refuses unknown names, duplicates and keys in clear text. */
final class KeyFileReader {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFileReader.class);

    private static final Set<String> SECTIONS = Set.of("environments", "accounts", "keys");
    private static final List<String> KEY = List.of(
            "id",
            "account",
            "type",
            "environment",
            "name",
            "sha256",
            "last-four",
            "scopes",
            "allowed-origins",
            "allowed-networks",
            "metadata",
            "created-at",
            "expires-at",
            "revoked-at");

    private static final String TIME = "a time in UTC such as 2026-11-24T00:00:00Z";
    private static final String DIGEST =
            "the 64 hexadecimal digits that 'java -jar keystile.jar keys hash' prints for a key";

    private final List<ApiKey> keys = new ArrayList<>();
    private final UniqueValues unique;
    private final KeyFileAccounts accounts;

    private KeyFileReader(UniqueValues unique, KeyFileAccounts accounts) {
        this.unique = unique;
        this.accounts = accounts;
    }

    static KeyFile read(String text, String name) {
        YamlSection root = YamlSection.parse(text, name, KeyFileReader::refuseClearText);
        root.allowOnly(SECTIONS);
        UniqueValues unique = new UniqueValues();
        KeyFileReader reader = new KeyFileReader(unique, KeyFileAccounts.read(root, unique));
        sections(root, "keys").forEach(reader::key);
        return reader.accounts.with(reader.keys);
    }

    /** A required list, so that a truncated file is not read as a file with fewer keys. */
    static List<YamlSection> sections(YamlSection root, String name) {
        List<YamlSection> sections = root.sections(name);
        if (sections == null) {
            throw new YamlException(root.place(), name + " is missing; it must be a list, [] for an empty one");
        }
        return sections;
    }

    private void key(YamlSection section) {
        if (section.names().contains("key")) {
            throw clearText("keys.key", section.placeOf("key"));
        }
        section.allowOnly(KEY);
        YamlText id = section.requireText("id", "a text without spaces that no other key has");
        if (!id.value().matches("[A-Za-z0-9._-]{1,128}")) {
            throw id.wrong("1 to 128 letters, digits, dots, hyphens and underscores");
        }
        unique.refuseSecond(id);
        keys.add(checked(section, id));
    }

    private ApiKey checked(YamlSection section, YamlText id) {
        YamlText name = section.text("name");
        try {
            return ApiKey.stored(
                    id.value(),
                    type(section.requireText("type", "publishable or secret")),
                    accounts.projectOf(section),
                    name == null ? "" : name.value(),
                    digest(section.requireText("sha256", DIGEST)),
                    lastFour(section.text("last-four")),
                    scopes(section),
                    restrictions(section),
                    KeyFileAccounts.metadata(section),
                    time(section.requireText("created-at", TIME)),
                    optionalTime(section.text("expires-at")),
                    optionalTime(section.text("revoked-at")),
                    problem -> LOG.warn("{}: {}", section.place(), problem));
        } catch (InvalidKeyException e) {
            throw new YamlException(section.placeOf(e.field()), e);
        }
    }

    private static KeyType type(YamlText text) {
        return KeyType.ofLabel(text.value()).orElseThrow(() -> text.wrong("publishable or secret"));
    }

    private KeyDigest digest(YamlText text) {
        if (!text.value().matches("[0-9a-fA-F]{64}")) {
            throw text.refused("must be " + DIGEST);
        }
        KeyDigest digest = KeyDigest.ofHex(text.value());
        unique.refuseSecond(digest, text);
        return digest;
    }

    private static @Nullable String lastFour(@Nullable YamlText text) {
        if (text == null) {
            return null;
        }
        if (!text.value().matches("[!-~]{4}")) {
            throw text.refused("must be the last four characters of the key");
        }
        return text.value();
    }

    private static Scopes scopes(YamlSection section) {
        List<YamlText> texts = limits(section, "scopes");
        if (texts == null) {
            return Scopes.all();
        }
        try {
            return Scopes.of(texts.stream().map(YamlText::value).toList());
        } catch (IllegalArgumentException e) {
            throw new YamlException(section.placeOf("scopes"), e);
        }
    }

    private static Restrictions restrictions(YamlSection section) {
        List<String> origins = checked(section, "allowed-origins", Origin::isOrigin, Origin.FORM);
        List<String> networks = checked(section, "allowed-networks", Network::isNetwork, Network.FORM);
        return Restrictions.of(origins, networks);
    }

    private static @Nullable List<String> checked(
            YamlSection section, String name, Predicate<String> check, String form) {
        List<YamlText> texts = limits(section, name);
        if (texts == null) {
            return null;
        }
        for (YamlText text : texts) {
            if (!check.test(text.value())) {
                throw text.wrong(form);
            }
        }
        return texts.stream().map(YamlText::value).toList();
    }

    /** An optional list. A name without a value is an error, so that a forgotten list is not read as "no limit". */
    private static @Nullable List<YamlText> limits(YamlSection section, String name) {
        List<YamlText> texts = section.texts(name);
        if (texts == null && section.mentions(name)) {
            throw new YamlException(
                    section.placeOf(name),
                    "keys." + name + " has no value; it must be a list, [] to allow nothing, or be left out");
        }
        return texts;
    }

    private static @Nullable Instant optionalTime(@Nullable YamlText text) {
        return text == null ? null : time(text);
    }

    private static Instant time(YamlText text) {
        try {
            return Instant.parse(text.value());
        } catch (DateTimeException e) {
            throw text.wrong(TIME);
        }
    }

    private static YamlText refuseClearText(YamlText text) {
        if (text.value().indexOf(' ') < 0 && Redaction.mayHoldKeyAsWord(text.value())) {
            throw clearText(text.name(), text.place());
        }
        return text;
    }

    private static YamlException clearText(String name, Place place) {
        return new YamlException(
                place,
                name + " holds a key in clear text; put 'sha256:' with what 'java -jar keystile.jar keys hash'"
                        + " prints for it in its place");
    }
}
