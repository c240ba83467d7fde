package dev.keystile.demo.dashboard;

import dev.keystile.demo.dashboard.Session.Draft;
import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.setting.DurationText;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API keys of an environment: show, create, roll, revoke, reveal. */
public final class KeysSection implements Section {

    private static final int MAX_SHOWN = 200;
    private static final List<String> FIELDS = List.of("type", "name", "lifetime", "scopes", "networks", "origins");

    private final Views views;
    private final JdbcKeyRegistry registry;
    private final SealedKeys sealed;
    private final InstantSource clock;

    /** A section on these keys. */
    public KeysSection(Views views, JdbcKeyRegistry registry, SealedKeys sealed, InstantSource clock) {
        this.views = views;
        this.registry = registry;
        this.sealed = sealed;
        this.clock = clock;
    }

    @Override
    public boolean show(DashboardRequest request) throws IOException, KeyStoreException {
        if (!request.rest().isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        List<KeyDescription> newest = registry.newest(request.environment().id(), MAX_SHOWN + 1);
        Map<String, String> texts = publishableTexts(newest);
        String page = request.path(request.section());
        if (request.isSeen()) {
            texts.putAll(request.session().takeKeys(page, now));
        }
        Draft draft = request.isSeen() ? request.session().takeDraft(page) : null;
        Map<String, Object> model = request.model();
        model.put("filled", draft == null ? Map.of() : draft.fields());
        model.put("formError", draft == null ? null : draft.error());
        model.put("more", newest.size() > MAX_SHOWN);
        List<DashboardKey> keys = newest.stream()
                .limit(MAX_SHOWN)
                .sorted(Comparator.comparing(key -> key.key().createdAt()))
                .map(key -> view(key, texts.get(key.key().id()), now))
                .toList();
        model.put(
                "publishable",
                keys.stream().filter(key -> key.inForce() && !key.secret()).toList());
        model.put(
                "secret",
                keys.stream().filter(key -> key.inForce() && key.secret()).toList());
        model.put("ended", keys.stream().filter(key -> !key.inForce()).toList());
        views.write(request.response(), 200, "keys", model);
        return true;
    }

    /** Read before anything is taken out of the session, so that a failure loses nothing. */
    private Map<String, String> publishableTexts(List<KeyDescription> keys) {
        Map<String, String> texts = new HashMap<>();
        keys.stream()
                .map(KeyDescription::key)
                .filter(key -> key.type() == KeyType.PUBLISHABLE)
                .forEach(key -> sealed.reveal(key).ifPresent(text -> texts.put(key.id(), text)));
        return texts;
    }

    private DashboardKey view(KeyDescription key, @Nullable String text, Instant now) {
        return DashboardKey.of(key, text, text == null && sealed.mayKeep(key.key()), now);
    }

    @Override
    public boolean act(DashboardRequest request) throws IOException, KeyStoreException {
        if (request.rest().isEmpty()) {
            createOrShowForm(request);
            return true;
        }
        try {
            KeyRecord key =
                    request.rest().size() == 2 ? find(request, request.rest().get(0)) : null;
            return key != null && act(request, request.rest().get(1), key);
        } catch (IllegalArgumentException e) {
            request.back(Notice.failed("Nothing was changed: " + e.getMessage()));
            return true;
        }
    }

    private boolean act(DashboardRequest request, String action, KeyRecord key) throws IOException, KeyStoreException {
        switch (action) {
            case "roll" -> roll(request, key);
            case "revoke" -> revoke(request, key);
            case "reveal" -> reveal(request, key);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A key of this environment; null if it is another's, or nobody's. */
    private @Nullable KeyRecord find(DashboardRequest request, String id) throws KeyStoreException {
        return registry.find(id)
                .map(KeyDescription::key)
                .filter(key -> key.environment().equals(request.environment()))
                .orElse(null);
    }

    private void createOrShowForm(DashboardRequest request) throws IOException, KeyStoreException {
        try {
            create(request);
        } catch (IllegalArgumentException e) {
            Map<String, String> fields = FIELDS.stream().collect(Collectors.toMap(name -> name, request::field));
            request.session()
                    .keep(request.path(request.section()), new Draft(fields, "No key was made: " + e.getMessage()));
            DashboardRequest.redirect(request.response(), request.path("keys"));
        }
    }

    private void create(DashboardRequest request) throws IOException, KeyStoreException {
        KeyType type = KeyType.ofLabel(request.field("type"))
                .orElseThrow(() -> new IllegalArgumentException("choose the type of the key"));
        String lifetime = request.field("lifetime");
        KeyRequest keyRequest = new KeyRequest(
                type,
                request.environment().id(),
                request.field("name"),
                type == KeyType.PUBLISHABLE || request.field("scopes").isEmpty()
                        ? Scopes.all()
                        : Scopes.of(words(request.field("scopes"))),
                Restrictions.of(
                        type == KeyType.PUBLISHABLE ? wordsOrNull(request.field("origins")) : null,
                        type == KeyType.SECRET ? wordsOrNull(request.field("networks")) : null),
                lifetime.isEmpty() ? null : clock.instant().plus(DurationText.parse(lifetime)));
        IssuedKey issued = registryFor(request).issue(keyRequest);
        sealed.keep(issued);
        showOnce(request, "The key is made.", issued);
    }

    private void roll(DashboardRequest request, KeyRecord key) throws IOException, KeyStoreException {
        String grace = request.field("grace");
        Duration time = grace.equals("now") ? Duration.ZERO : DurationText.parse(grace);
        IssuedKey issued = registryFor(request).roll(key.id(), time);
        sealed.keep(issued);
        if (time.isZero()) {
            showOnce(request, "The key is rolled. The old one has ended.", issued);
        } else {
            showOnce(request, "The key is rolled. The old one ends " + whenEnded(key.id()) + ".", issued);
        }
    }

    private String whenEnded(String keyId) throws KeyStoreException {
        KeyDescription old = registry.describe(keyId);
        return Objects.requireNonNull(
                        DashboardKey.of(old, null, false, clock.instant()).ends())
                .relative();
    }

    private void showOnce(DashboardRequest request, String what, IssuedKey issued) throws IOException {
        String hint = sealed.mayKeep(issued.record())
                ? " Copy it to where it is used."
                : " Copy it now: it is shown this once.";
        show(request, what + hint, issued.record().id(), issued.text());
    }

    private void show(DashboardRequest request, String what, String keyId, String text) throws IOException {
        request.session().show(request.path(request.section()), keyId, text, clock.instant());
        request.back(new Notice("fresh", what));
    }

    private void revoke(DashboardRequest request, KeyRecord key) throws IOException, KeyStoreException {
        registryFor(request).revoke(key.id());
        request.back(Notice.done("The key is revoked. Requests with it are refused."));
    }

    private void reveal(DashboardRequest request, KeyRecord key) throws IOException, KeyStoreException {
        if (key.isRevoked() || key.isExpiredAt(clock.millis())) {
            throw new IllegalArgumentException("this key has ended and cannot be shown again");
        }
        String text = sealed.reveal(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "this key was shown when it was made and cannot be shown again; roll it for a new one"));
        registryFor(request).recordReveal(key.id());
        show(request, "This is the whole key. The audit log has a note of it.", key.id(), text);
    }

    private JdbcKeyRegistry registryFor(DashboardRequest request) {
        return registry.as(new Actor("dashboard", request.request().getRemoteAddr()));
    }

    private static @Nullable List<String> wordsOrNull(String text) {
        return text.isEmpty() ? null : words(text);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
