package dev.keystile.demo.dashboard;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.demo.dashboard.Session.Draft;
import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import dev.keystile.setting.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API keys of an environment: show, create, roll, revoke, reveal. */
final class KeysSection implements Section {

    private static final int MAX_SHOWN = 200;
    private static final List<String> FIELDS = List.of("type", "name", "lifetime", "scopes", "networks", "origins");

    private final Views views;
    private final KeyAdmin admin;
    private final SealedKeys sealed;
    private final InstantSource clock;

    /** A section on these keys. */
    KeysSection(Views views, KeyAdmin admin, SealedKeys sealed, InstantSource clock) {
        this.views = views;
        this.admin = admin;
        this.sealed = sealed;
        this.clock = clock;
    }

    @Override
    public boolean show(DashboardRequest request) throws IOException, AdminException {
        if (!request.rest().isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        List<KeyDescription> newest = newest(request, MAX_SHOWN + 1);
        Map<String, String> texts = publishableTexts(newest);
        String page = request.page(request.section());
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

    /** The newest keys in force and, where these are fewer, the newest that have ended. */
    private List<KeyDescription> newest(DashboardRequest request, int most) throws AdminException {
        KeyQuery query = KeyQuery.all()
                .account(request.accountId())
                .environment(request.environment().id())
                .newestFirst();
        List<KeyDescription> keys = new ArrayList<>(
                admin.list(query.states(Set.of(KeyState.ACTIVE)).limit(most)).keys());
        if (keys.size() < most) {
            KeyQuery ended = query.states(Set.of(KeyState.EXPIRED, KeyState.REVOKED));
            keys.addAll(admin.list(ended.limit(most - keys.size())).keys());
        }
        return keys;
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
    public boolean act(DashboardRequest request) throws IOException, AdminException {
        if (request.rest().isEmpty()) {
            createOrShowForm(request);
            return true;
        }
        try {
            ApiKey key =
                    request.rest().size() == 2 ? find(request, request.rest().get(0)) : null;
            return key != null && act(request, request.rest().get(1), key);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (AdminException | IllegalArgumentException e) {
            request.back(Notice.failed("Nothing was changed: " + e.getMessage()));
            return true;
        }
    }

    @Override
    public boolean revokes(List<String> rest) {
        return rest.size() == 2 && rest.get(1).equals("revoke");
    }

    private boolean act(DashboardRequest request, String action, ApiKey key) throws IOException, AdminException {
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

    /** A key of this project; null if this project has none with this id. */
    private @Nullable ApiKey find(DashboardRequest request, String id) throws AdminException {
        return admin.find(Set.of(id)).stream()
                .map(KeyDescription::key)
                .filter(key -> key.project().id().equals(request.project().id()))
                .findFirst()
                .orElse(null);
    }

    private void createOrShowForm(DashboardRequest request) throws IOException, AdminException {
        try {
            create(request);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (AdminException | IllegalArgumentException e) {
            Map<String, String> fields = FIELDS.stream().collect(Collectors.toMap(name -> name, request::field));
            request.session()
                    .keep(request.page(request.section()), new Draft(fields, "No key was made: " + e.getMessage()));
            DashboardRequest.redirect(request.response(), request.path("keys"));
        }
    }

    private void create(DashboardRequest request) throws IOException, AdminException {
        String lifetime = request.field("lifetime");
        KeyRequest keyRequest = KeyRequest.of(
                        KeyRequest.type(request.field("type")),
                        request.environment().id(),
                        name(request))
                .account(request.accountId())
                .scopes(words(request.field("scopes")))
                .origins(words(request.field("origins")))
                .networks(words(request.field("networks")))
                .expiresAt(lifetime.isEmpty() ? null : clock.instant().plus(DurationText.parse(lifetime)));
        IssuedKey issued = admin.issue(actor(request), keyRequest);
        sealed.keep(issued);
        showOnce(request, "The key is made.", issued);
    }

    private void roll(DashboardRequest request, ApiKey key) throws IOException, AdminException {
        String grace = request.field("grace");
        Duration time = grace.equals("now") ? Duration.ZERO : DurationText.parse(grace);
        IssuedKey issued = admin.roll(actor(request), key.id(), time);
        sealed.keep(issued);
        if (time.isZero()) {
            showOnce(request, "The key is rolled. The old one has ended.", issued);
        } else {
            showOnce(request, "The key is rolled. The old one ends " + whenEnding(key, time) + ".", issued);
        }
    }

    /** Shows the successor without another query: after the roll, no failure may keep the successor from being shown. */
    private String whenEnding(ApiKey old, Duration grace) {
        Instant now = clock.instant();
        KeyDescription ending = new KeyDescription(old.endingAt(now.plus(grace)), null);
        return Objects.requireNonNull(DashboardKey.of(ending, null, false, now).ends())
                .relative();
    }

    private void showOnce(DashboardRequest request, String what, IssuedKey issued) throws IOException {
        String hint = sealed.mayKeep(issued.record())
                ? " Copy it to where it is used."
                : " Copy it now: it is shown this once.";
        show(request, what + hint, issued.record().id(), issued.key());
    }

    private void show(DashboardRequest request, String what, String keyId, String text) throws IOException {
        request.session().show(request.page(request.section()), keyId, text, clock.instant());
        request.back(new Notice("fresh", what));
    }

    private void revoke(DashboardRequest request, ApiKey key) throws IOException, AdminException {
        admin.revoke(actor(request), key.id());
        request.back(Notice.done("The key is revoked. Requests with it are refused."));
    }

    private void reveal(DashboardRequest request, ApiKey key) throws IOException, AdminException {
        if (key.isRevoked() || key.isExpiredAt(clock.millis())) {
            throw new IllegalArgumentException("this key has ended and cannot be shown again");
        }
        String text = sealed.reveal(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "this key was shown when it was made and cannot be shown again; roll it for a new one"));
        admin.recordReveal(actor(request), key.id());
        show(request, "This is the whole key. The audit log has a note of it.", key.id(), text);
    }

    /** Without white space around it; a name of white space alone stays, and is refused like everywhere. */
    private static String name(DashboardRequest request) {
        String given = request.request().getParameter("name");
        return given == null || given.isBlank() ? Objects.requireNonNullElse(given, "") : given.strip();
    }

    private static Actor actor(DashboardRequest request) {
        return new Actor("dashboard", request.request().getRemoteAddr());
    }

    /** Null for an empty field: no limit. */
    private static @Nullable List<String> words(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
