package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every administration does, wherever its keys are. Times are set by {@link #at}. */
public interface KeyAdminContract extends RepeatedRolls {

    Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    Actor ANNA = new Actor("anna", "build-7");

    /** The same administration, which tells of each change. */
    KeyAdmin telling(AdminListener listener);

    /** Sets the clock, which begins at {@link #NOON}. */
    void at(Instant time);

    /** The audit from its beginning: action, key's id or {@code -}, actor's name, each behind a space. */
    List<String> audit() throws Exception;

    private static KeyRequest secret(String name) {
        return KeyRequest.of(KeyType.SECRET, "demo", name);
    }

    private ApiKey issue(String name) throws AdminException {
        return admin().issue(ANNA, secret(name)).record();
    }

    private ApiKey stored(ApiKey key) throws AdminException {
        return admin().describe(key.id()).key();
    }

    private List<String> names(KeyQuery query) throws AdminException {
        return admin().list(query).keys().stream().map(key -> key.key().name()).toList();
    }

    @Test
    default void aKeyIsStoredAsItWasIssued() throws Exception {
        KeyRequest request = secret("ci")
                .scopes(List.of("a", "b"))
                .networks(List.of("10.0.0.0/8", "fd00::/8"))
                .expiresAt(NOON.plusSeconds(60));

        IssuedKey issued = admin().issue(ANNA, request);

        ApiKey key = issued.record();
        assertThat(issued.key()).startsWith("sk_demo_").endsWith(key.lastFour());
        assertThat(key.digest()).isEqualTo(PresentedKey.read(issued.key()).digest());
        assertThat(key.name()).isEqualTo("ci");
        assertThat(key.scopes()).isEqualTo(Scopes.of(List.of("a", "b")));
        assertThat(key.restrictions()).isEqualTo(Restrictions.of(null, List.of("10.0.0.0/8", "fd00::/8")));
        assertThat(key.createdAt()).isEqualTo(NOON);
        assertThat(key.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(admin().describe(key.id())).isEqualTo(new KeyDescription(key, null));
        assertThat(admin().list(KeyQuery.all())).isEqualTo(new KeyPage(List.of(new KeyDescription(key, null)), null));
        assertThat(admin().find(Set.of(key.id(), "key_nobody"))).containsExactly(new KeyDescription(key, null));
        assertThat(admin().find(Set.of())).isEmpty();
        assertThat(admin().environments()).extracting(Environment::id).containsExactly("demo");
    }

    @Test
    default void aNameMayBeEmpty() throws Exception {
        assertThat(stored(issue("")).name()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void aKeyThatMayNotBeIsMadeByNoCall(WrongKey wrong) throws Exception {
        ApiKey good = admin().issue(ANNA, KeyRequest.of(wrong.request().type(), "demo", "good"))
                .record();
        List<String> before = audit();

        for (Callable<?> change : List.<Callable<?>>of(
                () -> admin().issue(ANNA, wrong.request()),
                () -> admin().adopt(ANNA, wrong.request(), TestKeys.digest(1), null),
                () -> admin().edit(ANNA, good.id(), wrong.edit()))) {
            InvalidException refusal = catchThrowableOfType(InvalidException.class, change::call);
            assertThat(refusal).hasMessage(wrong.message());
            assertThat(refusal.field()).isEqualTo(wrong.field());
        }
        assertThat(names(KeyQuery.all())).containsExactly("good");
        assertThat(stored(good)).isEqualTo(good);
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void aKeyDoesNotEndBeforeItBegins() {
        InvalidException refusal = catchThrowableOfType(
                InvalidException.class, () -> admin().issue(ANNA, secret("ci").expiresAt(NOON)));

        assertThat(refusal).hasMessage("the key would end at 2026-11-24T12:00:00Z, which is past");
        assertThat(refusal.field()).isEqualTo("expires-at");
    }

    @Test
    default void whatDoesNotExistIsNotFound() throws Exception {
        issue("ci");
        List<String> before = audit();

        for (Callable<?> call : List.<Callable<?>>of(
                () -> admin().describe("key_x"),
                () -> admin().roll(ANNA, "key_x", Duration.ZERO),
                () -> admin().edit(ANNA, "key_x", KeyEdit.none().name("a")),
                () -> admin().revoke(ANNA, "key_x"),
                () -> {
                    admin().recordReveal(ANNA, "key_x");
                    return 0;
                })) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("there is no key with id 'key_x'");
        }
        assertThatThrownBy(() -> admin().issue(ANNA, KeyRequest.of(KeyType.SECRET, "prod", "a")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no environment 'prod'; there are: demo");
        assertThatThrownBy(() -> admin().issue(ANNA, secret("a").account("nobody")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no account 'nobody'");
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void aKeyIsAdoptedOnce() throws Exception {
        ApiKey adopted = admin().adopt(ANNA, secret("legacy"), TestKeys.digest(1), "abcd");

        assertThat(stored(adopted)).isEqualTo(adopted);
        assertThat(adopted.digest()).isEqualTo(TestKeys.digest(1));
        assertThat(adopted.lastFour()).isEqualTo("abcd");
        assertThatThrownBy(() -> admin().adopt(ANNA, secret("again"), TestKeys.digest(1), null))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the key is there already, as " + adopted.id());
        assertThat(names(KeyQuery.all())).containsExactly("legacy");
        assertThat(audit()).endsWith("adopt " + adopted.id() + " anna");
    }

    @Test
    default void anEnvironmentIsAddedOnce() throws Exception {
        Environment prod = new Environment("prod", "Production");
        at(NOON.plusSeconds(1));

        admin().createEnvironment(ANNA, prod);

        assertThat(admin().environments()).extracting(Environment::id).containsExactly("demo", "prod");
        assertThat(admin().projects(null)).hasSize(2).endsWith(Project.derived(AccountRecord.DEFAULT, prod));
        assertThat(admin().projects("default")).isEqualTo(admin().projects(null));
        assertThatThrownBy(() -> admin().createEnvironment(ANNA, prod))
                .isInstanceOf(ConflictException.class)
                .hasMessage("there is an environment 'prod' already");
        assertThatThrownBy(() -> admin().createEnvironment(ANNA, new Environment("live", "a\nb")))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("the environment's name must be printable");
        assertThatThrownBy(() -> admin().createEnvironment(ANNA, new Environment("live", "a".repeat(256))))
                .isInstanceOf(InvalidException.class)
                .hasMessage("the environment's name must have 255 characters at most, not 256");
        assertThat(audit()).endsWith("create environment - anna");
        admin().createEnvironment(ANNA, new Environment("live", "a".repeat(255)));
    }

    @Test
    default void onlyAKeyInForceIsRolled() throws Exception {
        ApiKey revoked = admin().revoke(ANNA, issue("a").id());
        ApiKey rolled = issue("b");
        admin().roll(ANNA, rolled.id(), Duration.ZERO);

        assertThatThrownBy(() -> admin().roll(ANNA, revoked.id(), Duration.ZERO))
                .isInstanceOf(ConflictException.class)
                .hasMessage("key " + revoked.id() + " is revoked; issue a new one");
        assertThatThrownBy(() -> admin().roll(ANNA, rolled.id(), Duration.ZERO))
                .isInstanceOf(ConflictException.class)
                .hasMessage("key " + rolled.id() + " is expired; issue a new one");
        assertThatThrownBy(() -> admin().roll(ANNA, rolled.id(), Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidException.class)
                .hasMessage("the grace must be zero or longer");
    }

    @Test
    default void aSuccessorIsLikeTheKeyBefore() throws Exception {
        Instant end = NOON.plus(Duration.ofDays(90));
        ApiKey old = admin().issue(
                        ANNA,
                        secret("ci")
                                .scopes(List.of("read"))
                                .networks(List.of("10.0.0.0/8"))
                                .expiresAt(end))
                .record();

        ApiKey successor = admin().roll(ANNA, old.id(), Duration.ofHours(24)).record();

        assertThat(stored(old)).isEqualTo(old.endingAt(NOON.plus(Duration.ofHours(24))));
        assertThat(successor)
                .usingRecursiveComparison()
                .ignoringFields("id", "digest", "lastFour")
                .isEqualTo(old);
        assertThat(successor.id()).isNotEqualTo(old.id());
    }

    @Test
    default void anEditChangesWhatItNamesAndNothingElse() throws Exception {
        ApiKey key = issue("ci");
        Scopes read = Scopes.of(List.of("read"));
        Restrictions inside = Restrictions.of(null, List.of("10.0.0.0/8", "::1"));

        assertThat(admin().edit(ANNA, key.id(), KeyEdit.none().name("build")))
                .isEqualTo(key.edited("build", Scopes.all(), Restrictions.NONE));
        assertThat(admin().edit(ANNA, key.id(), KeyEdit.none().scopes(List.of("read"))))
                .isEqualTo(key.edited("build", read, Restrictions.NONE));
        assertThat(admin().edit(ANNA, key.id(), KeyEdit.none().networks(List.of("10.0.0.0/8", "::1"))))
                .isEqualTo(key.edited("build", read, inside));
        assertThat(stored(key)).isEqualTo(key.edited("build", read, inside));
        KeyEdit back = KeyEdit.none().name("ci").scopes(null).networks(null);
        assertThat(admin().edit(ANNA, key.id(), back)).isEqualTo(key);
        assertThat(stored(key)).isEqualTo(key);
    }

    @Test
    default void anEditBringsNoRevokedKeyBack() throws Exception {
        ApiKey revoked = admin().revoke(ANNA, issue("ci").id());

        admin().edit(ANNA, revoked.id(), KeyEdit.none().name("old"));

        assertThat(stored(revoked).revokedAt()).isEqualTo(NOON);
    }

    @Test
    default void editsAtOnceAllHold() throws Exception {
        ApiKey key = issue("ci");

        AtOnce.run(
                () -> admin().edit(ANNA, key.id(), KeyEdit.none().networks(List.of("10.0.0.0/8"))),
                () -> admin().edit(ANNA, key.id(), KeyEdit.none().scopes(List.of("read"))),
                () -> admin().edit(ANNA, key.id(), KeyEdit.none().name("build")));

        assertThat(stored(key))
                .isEqualTo(
                        key.edited("build", Scopes.of(List.of("read")), Restrictions.of(null, List.of("10.0.0.0/8"))));
    }

    @Test
    default void keysAreRevokedTogetherOrNotAtAll() throws Exception {
        List<String> ids = List.of(issue("a").id(), issue("b").id(), issue("c").id());
        List<String> before = audit();
        List<String> withOneTooMany = new ArrayList<>(ids);
        withOneTooMany.add("key_x");

        assertThatThrownBy(() -> admin().revoke(ANNA, withOneTooMany))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no key with id 'key_x'");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.ACTIVE)))).hasSize(3);
        assertThat(audit()).isEqualTo(before);

        admin().revoke(ANNA, ids.get(0));
        at(NOON.plusSeconds(5));
        List<ApiKey> revoked = admin().revoke(ANNA, List.of(ids.get(2), ids.get(1), ids.get(0), ids.get(0)));

        assertThat(revoked).extracting(ApiKey::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(admin().describe(ids.get(0)).key().revokedAt()).isEqualTo(NOON);
        assertThat(admin().describe(ids.get(1)).key().revokedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(audit().subList(before.size(), audit().size()))
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> "revoke " + id + " anna").toList());
        assertThat(admin().revoke(ANNA, List.of())).isEmpty();
    }

    @Test
    default void revocationsInOppositeOrdersDoNotWaitForEachOther() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(issue("k" + i).id());
        }
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);

        AtOnce.run(() -> admin().revoke(ANNA, ids), () -> admin().revoke(ANNA, reversed));

        assertThat(names(KeyQuery.all().states(Set.of(KeyState.REVOKED)))).hasSize(20);
        assertThat(audit()).filteredOn(entry -> entry.startsWith("revoke")).hasSize(20);
    }

    @Test
    default void aListHoldsWhatItsQueryNames() throws Exception {
        admin().createEnvironment(ANNA, new Environment("default", "Default Project"));
        admin().issue(ANNA, KeyRequest.of(KeyType.PUBLISHABLE, "demo", "Web"));
        at(NOON.plusSeconds(1));
        admin().issue(ANNA, KeyRequest.of(KeyType.SECRET, "default", "webhook"));
        at(NOON.plusSeconds(2));
        admin().issue(ANNA, secret("ends").expiresAt(NOON.plusSeconds(10)));
        at(NOON.plusSeconds(3));
        admin().revoke(ANNA, issue("gone").id());
        at(NOON.plusSeconds(10));

        assertThat(names(KeyQuery.all())).containsExactly("Web", "webhook", "ends", "gone");
        assertThat(names(KeyQuery.all().newestFirst())).containsExactly("gone", "ends", "webhook", "Web");
        assertThat(names(KeyQuery.all().environment("demo"))).containsExactly("Web", "ends", "gone");
        assertThat(names(KeyQuery.all().environment("nowhere"))).isEmpty();
        assertThat(names(KeyQuery.all().account("default"))).hasSize(4);
        assertThat(names(KeyQuery.all().account("nobody"))).isEmpty();
        assertThat(names(KeyQuery.all().type(KeyType.SECRET))).containsExactly("webhook", "ends", "gone");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.ACTIVE)))).containsExactly("Web", "webhook");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.EXPIRED)))).containsExactly("ends");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.REVOKED)))).containsExactly("gone");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.EXPIRED, KeyState.REVOKED))))
                .containsExactly("ends", "gone");
        assertThat(names(KeyQuery.all().states(Set.of(KeyState.values())))).hasSize(4);
        assertThat(names(KeyQuery.all()
                        .environment("demo")
                        .type(KeyType.SECRET)
                        .states(Set.of(KeyState.REVOKED))
                        .search("go")))
                .containsExactly("gone");
    }

    @Test
    default void aSearchFindsNamesIdsAndLastFour() throws Exception {
        ApiKey web = issue("Web_100%");
        at(NOON.plusSeconds(1));
        ApiKey other = issue("webhook \\ web");
        at(NOON.plusSeconds(2));
        ApiKey umlaut = issue("Übersicht");

        assertThat(names(KeyQuery.all().search("WEB"))).containsExactly(web.name(), other.name());
        assertThat(names(KeyQuery.all().search("web_"))).containsExactly(web.name());
        assertThat(names(KeyQuery.all().search("web_100%"))).containsExactly(web.name());
        assertThat(names(KeyQuery.all().search("webhook \\"))).containsExactly(other.name());
        assertThat(names(KeyQuery.all().search("hook"))).isEmpty();
        assertThat(names(KeyQuery.all().search("%"))).isEmpty();
        assertThat(names(KeyQuery.all().search("über"))).containsExactly(umlaut.name());
        assertThat(names(KeyQuery.all().search(other.id().toUpperCase(Locale.ROOT))))
                .containsExactly(other.name());
        assertThat(names(KeyQuery.all().search(umlaut.lastFour().toLowerCase(Locale.ROOT))))
                .containsExactly(umlaut.name());
        assertThat(names(KeyQuery.all().search(""))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void pagesHoldEveryKeyOnceWhileOthersAreMade(boolean newestFirst) throws Exception {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            // Three of a time.
            at(NOON.plusSeconds(i / 3));
            before.add(issue("k" + i).id());
        }
        at(NOON.plusSeconds(60));
        KeyQuery query = (newestFirst ? KeyQuery.all().newestFirst() : KeyQuery.all()).limit(3);
        List<String> seen = new ArrayList<>();
        KeyPage page = admin().list(query);
        while (true) {
            assertThat(page.keys()).hasSizeLessThanOrEqualTo(3);
            page.keys().forEach(key -> seen.add(key.key().id()));
            if (page.next() == null) {
                break;
            }
            if (seen.size() < 9) {
                issue("later");
                admin().revoke(ANNA, seen.get(seen.size() - 1));
            }
            page = admin().list(query.after(page.next()));
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        assertThat(newestFirst ? seen.size() : 10).isEqualTo(10);
    }

    @Test
    default void aPageIsOfABoundedSizeAndItsCursorOneOfALists() throws Exception {
        for (int limit : new int[] {-1, 0, 1_001}) {
            InvalidException refusal = catchThrowableOfType(
                    InvalidException.class, () -> admin().list(KeyQuery.all().limit(limit)));
            assertThat(refusal).hasMessage("the limit must be 1 to 1000, not " + limit);
            assertThat(refusal.field()).isEqualTo("limit");
        }
        for (String cursor : List.of("", "x", "MTIz", "%%%", "OTk5OTk5OTk5OTk5OTk5OTk5OTkgMCBr")) {
            InvalidException refusal = catchThrowableOfType(
                    InvalidException.class, () -> admin().list(KeyQuery.all().after(cursor)));
            assertThat(refusal).hasMessage("the cursor is none that a list ended with; leave it out to begin anew");
            assertThat(refusal.field()).isEqualTo("after");
        }
        assertThat(admin().list(KeyQuery.all().limit(1_000)).next()).isNull();
        issue("a");
        issue("b");
        assertThat(admin().list(KeyQuery.all().limit(1)).next()).isNotNull();
        assertThat(admin().list(KeyQuery.all().limit(2)).next())
                .as("after a full page that is the last")
                .isNull();
    }

    @Test
    default void aListenerHearsOfEachChangeOnceItIsStored() throws Exception {
        List<String> heard = new ArrayList<>();
        List<String> successors = new ArrayList<>();
        KeyAdmin admin = telling(event -> {
            heard.add(event.action() + " by " + event.actor().name());
            if (event.key() != null) {
                try {
                    assertThat(stored(event.key())).isEqualTo(event.key());
                } catch (AdminException e) {
                    throw new AssertionError(e);
                }
            }
            if (event.action() == AdminAction.ROLL) {
                successors.add(event.successor().id());
            }
        });
        admin.createEnvironment(ANNA, new Environment("live", "Live"));
        ApiKey key = admin.issue(ANNA, secret("ci")).record();
        admin.adopt(ANNA, secret("legacy"), TestKeys.digest(1), null);
        admin.edit(ANNA, key.id(), KeyEdit.none().name("build"));
        ApiKey successor = admin.roll(ANNA, key.id(), Duration.ZERO).record();
        admin.revoke(new Actor("bert", "here"), List.of(key.id(), successor.id()));
        admin.revoke(ANNA, key.id());
        assertThatThrownBy(() -> admin.roll(ANNA, key.id(), Duration.ZERO)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> admin.issue(ANNA, secret(" "))).isInstanceOf(InvalidException.class);

        assertThat(heard)
                .containsExactly(
                        "create environment by anna",
                        "issue by anna",
                        "adopt by anna",
                        "edit by anna",
                        "roll by anna",
                        "revoke by bert",
                        "revoke by bert");
        assertThat(successors).containsExactly(successor.id());
        assertThat(audit()).hasSize(heard.size());
    }

    @Test
    default void aListenerThatFailsHarmsNothing() throws Exception {
        KeyAdmin admin = telling(event -> {
            throw new IllegalStateException("a listener that fails on purpose");
        });

        ApiKey key = admin.issue(ANNA, secret("ci")).record();
        admin.revoke(ANNA, key.id());

        assertThat(stored(key).isRevoked()).isTrue();
        assertThat(audit()).endsWith("issue " + key.id() + " anna", "revoke " + key.id() + " anna");
    }

    @Test
    default void aRevealIsAudited() throws Exception {
        ApiKey key = issue("ci");

        admin().recordReveal(new Actor("bert", "here"), key.id());

        assertThat(stored(key)).isEqualTo(key);
        assertThat(audit()).endsWith("reveal " + key.id() + " bert");
    }
}
