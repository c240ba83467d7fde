package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.TestKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every administration of accounts does, wherever the accounts are. */
public interface AccountAdminContract extends AccountStoreFixture {

    String CLOSED = " is closed for good, and nothing of it is changed any more";

    @Test
    default void anAccountIsStoredAsItWasCreated() throws Exception {
        AccountRequest request = AccountRequest.of("Acme & Söhne")
                .id("cus_42")
                .plan("free")
                .metadata(Map.of("region", "eu", "true", "1"));

        CreatedAccount created = accounts().create(ANNA, request);

        AccountRecord account = created.description().account();
        assertThat(account.account())
                .isEqualTo(new Account("cus_42", "Acme & Söhne", "free", Map.of("region", "eu", "true", "1")));
        assertThat(account.state()).isEqualTo(AccountState.ACTIVE);
        assertThat(account.createdAt()).isIn(NOON, null);
        assertThat(created.keys()).isEmpty();
        assertThat(created.description().projects())
                .extracting(Project::environment)
                .extracting(Environment::id)
                .containsExactly("default", "demo");
        assertThat(created.description().projects())
                .allMatch(Project::isDerived)
                .allMatch(project -> project.account().equals(account));
        assertThat(accounts().describe("cus_42")).isEqualTo(created.description());
        assertThat(keys().projects("cus_42")).isEqualTo(created.description().projects());
        assertThat(audit()).containsExactly("create account cus_42 - - anna");
    }

    @Test
    default void anAccountThatIsGivenNoIdGetsANewOne() throws Exception {
        String first =
                accounts().create(ANNA, AccountRequest.of("Acme")).description().id();
        String second =
                accounts().create(ANNA, AccountRequest.of("Acme")).description().id();

        assertThat(first).matches("acct_[0-9A-Za-z]{22}").isNotEqualTo(second);
        assertThat(stored(first).account().name()).isEqualTo("Acme");
    }

    @Test
    default void theFirstKeysAreOneOfEachTypeInEachEnvironment() throws Exception {
        CreatedAccount created =
                accounts().createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42"));

        assertThat(created.keys())
                .extracting(key -> key.key().substring(0, key.key().lastIndexOf('_')))
                .containsExactly("pk_default", "sk_default", "pk_demo", "sk_demo");
        List<ApiKey> records = created.keys().stream().map(IssuedKey::record).toList();
        assertThat(records)
                .allMatch(key -> key.account().id().equals("cus_42"))
                .allMatch(key -> key.name().equals("first"));
        for (ApiKey record : records) {
            assertThat(stored(record)).isEqualTo(record);
        }
        List<String> entries = new ArrayList<>(List.of("create account cus_42 - - anna"));
        records.forEach(key -> entries.add("issue cus_42 " + key.environment() + " " + key.id() + " anna"));
        assertThat(audit()).isEqualTo(entries);
        assertThat(created).hasToString("CreatedAccount[cus_42]");
    }

    @Test
    default void ifAKeyCannotBeStoredThereIsNoAccountEither() throws Exception {
        AdminStore failing = failingAtKey(3);

        assertThatThrownBy(() -> AccountAdmin.on(failing, issuer(), AdminListener.NONE)
                        .createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42")))
                .isInstanceOf(ConflictException.class)
                .hasMessage("on purpose");

        assertThat(accounts().list(AccountQuery.all().search("cus_")).accounts())
                .isEmpty();
        assertThat(keys().list(KeyQuery.all()).keys()).isEmpty();
        assertThat(audit()).isEmpty();
        accounts().createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42"));
    }

    /** The store, which refuses the key with this number in a transaction. */
    private AdminStore failingAtKey(int number) {
        return new AdminStore() {
            @Override
            public <T> T read(Work<T> work) throws AdminException {
                return store().read(work);
            }

            @Override
            public <T> T change(Work<T> work) throws AdminException {
                AtomicInteger keys = new AtomicInteger();
                return store().change(transaction -> work.in((AdminTransaction) Proxy.newProxyInstance(
                        AdminTransaction.class.getClassLoader(),
                        new Class<?>[] {AdminTransaction.class},
                        (proxy, method, arguments) -> {
                            if (arguments != null
                                    && arguments[0] instanceof ApiKey
                                    && keys.incrementAndGet() == number) {
                                throw new ConflictException("on purpose");
                            }
                            try {
                                return method.invoke(transaction, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        })));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    default void anAccountThatMayNotBeIsMadeByNoCall(WrongAccount wrong) throws Exception {
        AccountRecord good = create("good");
        List<String> before = audit();
        List<Callable<?>> calls = new ArrayList<>(List.<Callable<?>>of(
                () -> accounts().create(ANNA, wrong.request()),
                () -> accounts().createWithKeys(ANNA, wrong.request())));
        if (!wrong.field().equals("id")) {
            calls.add(() -> accounts().edit(ANNA, "good", wrong.edit()));
        }

        for (Callable<?> call : calls) {
            InvalidException refusal = catchThrowableOfType(InvalidException.class, call::call);
            assertThat(refusal).hasMessageStartingWith(wrong.message());
            assertThat(refusal.field()).isEqualTo(wrong.field());
        }
        assertThat(stored("good")).isEqualTo(good);
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void anIdIsTakenOnce() throws Exception {
        create("cus_42");
        accounts().close(ANNA, "cus_42");
        create("cus_43");
        create("CUS_43");
        List<String> before = audit();

        for (String id : List.of("cus_42", "cus_43", "default")) {
            assertThatThrownBy(() -> create(id))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("there is an account '" + id + "' already");
        }
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void ofManyThatCreateAnAccountAtOnceOneDoes() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        Callable<?> create = () -> {
            try {
                return accounts().createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42"));
            } catch (ConflictException e) {
                return refused.incrementAndGet();
            }
        };

        AtOnce.run(create, create, create, create);

        assertThat(refused).hasValue(3);
        assertThat(keys().list(KeyQuery.all()).keys()).hasSize(4);
        assertThat(audit())
                .filteredOn(entry -> entry.startsWith("create account"))
                .hasSize(1);
    }

    @Test
    default void whatDoesNotExistIsNotFound() throws Exception {
        for (Callable<?> call : List.<Callable<?>>of(
                () -> accounts().describe("cus_x"),
                () -> accounts().edit(ANNA, "cus_x", AccountEdit.none()),
                () -> accounts().suspend(ANNA, "cus_x"),
                () -> accounts().resume(ANNA, "cus_x"),
                () -> accounts().close(ANNA, "cus_x"),
                () -> keys().revokeAll(ANNA, "cus_x", null))) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("there is no account 'cus_x'");
        }
        assertThat(audit()).isEmpty();
    }

    @Test
    default void anEditChangesWhatItNamesAndNothingElse() throws Exception {
        AccountRequest request =
                AccountRequest.of("Acme").id("cus_42").plan("free").metadata(Map.of("region", "eu"));
        accounts().create(ANNA, request);
        ApiKey key = issue("cus_42", "demo");

        assertThat(edited(AccountEdit.none().name("Acme Ltd")))
                .isEqualTo(new Account("cus_42", "Acme Ltd", "free", Map.of("region", "eu")));
        assertThat(edited(AccountEdit.none().plan("")))
                .isEqualTo(new Account("cus_42", "Acme Ltd", "", Map.of("region", "eu")));
        assertThat(edited(AccountEdit.none().metadata("tier", "1").metadata("region", "us")))
                .isEqualTo(new Account("cus_42", "Acme Ltd", "", Map.of("region", "us", "tier", "1")));
        assertThat(edited(AccountEdit.none().metadata("region", null).metadata("none", null)))
                .isEqualTo(new Account("cus_42", "Acme Ltd", "", Map.of("tier", "1")));
        assertThat(edited(AccountEdit.none().metadata(Map.of("a", "b"))))
                .isEqualTo(new Account("cus_42", "Acme Ltd", "", Map.of("a", "b")));
        assertThat(stored(key).account()).isEqualTo(stored("cus_42").account());
        assertThat(audit()).filteredOn("edit account cus_42 - - bert"::equals).hasSize(5);
    }

    private Account edited(AccountEdit edit) throws AdminException {
        AccountRecord edited = accounts().edit(BERT, "cus_42", edit);
        assertThat(stored("cus_42")).isEqualTo(edited);
        return edited.account();
    }

    @Test
    default void whatChangesNothingLeavesNoEntry() throws Exception {
        AccountRecord account = create("cus_42");
        List<String> before = audit();

        assertThat(accounts().edit(ANNA, "cus_42", AccountEdit.none())).isEqualTo(account);
        assertThat(accounts().edit(ANNA, "cus_42", AccountEdit.none().plan(""))).isEqualTo(account);
        assertThat(accounts().resume(ANNA, "cus_42")).isEqualTo(account);
        assertThat(keys().revokeAll(ANNA, "cus_42", null)).isZero();

        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void editsAtOnceAllHold() throws Exception {
        create("cus_42");

        AtOnce.run(
                () -> accounts().edit(ANNA, "cus_42", AccountEdit.none().name("Acme")),
                () -> accounts().edit(ANNA, "cus_42", AccountEdit.none().plan("pro")),
                () -> accounts().edit(ANNA, "cus_42", AccountEdit.none().metadata("a", "b")),
                () -> accounts().suspend(ANNA, "cus_42"));

        assertThat(stored("cus_42").account()).isEqualTo(new Account("cus_42", "Acme", "pro", Map.of("a", "b")));
        assertThat(stored("cus_42").state()).isEqualTo(AccountState.SUSPENDED);
    }

    @Test
    default void aSuspendedAccountKeepsEverythingAndIsResumed() throws Exception {
        AccountRecord account = create("cus_42");
        create("cus_43");
        ApiKey key = issue("cus_42", "demo");
        ApiKey other = issue("cus_43", "demo");

        AccountRecord suspended = accounts().suspend(BERT, "cus_42");
        accounts().suspend(ANNA, "cus_42");

        assertThat(suspended).isEqualTo(account.in(AccountState.SUSPENDED)).isEqualTo(stored("cus_42"));
        assertThat(stored(key).project().account()).isEqualTo(suspended);
        assertThat(stored(key).isRevoked()).isFalse();
        assertThat(stored(other)).isEqualTo(other);

        assertThat(accounts().resume(BERT, "cus_42")).isEqualTo(account);
        assertThat(stored(key)).isEqualTo(key);
        assertThat(audit()).endsWith("suspend cus_42 - - bert", "resume cus_42 - - bert");
    }

    @Test
    default void theOperatorGoesOnWithASuspendedAccount() throws Exception {
        create("cus_42");
        accounts().suspend(ANNA, "cus_42");

        ApiKey key = issue("cus_42", "demo");
        accounts().edit(ANNA, "cus_42", AccountEdit.none().plan("pro"));
        keys().edit(ANNA, key.id(), KeyEdit.none().name("build"));
        ApiKey successor = keys().roll(ANNA, key.id(), Duration.ofDays(1)).record();
        keys().revoke(ANNA, key.id());

        assertThat(stored(successor).project().account().state()).isEqualTo(AccountState.SUSPENDED);
        assertThat(stored("cus_42").account().plan()).isEqualTo("pro");
    }

    @Test
    default void aClosedAccountKeepsItsIdAndNoKey() throws Exception {
        AccountRequest request =
                AccountRequest.of("Acme").id("cus_42").plan("free").metadata(Map.of("region", "eu"));
        CreatedAccount created = accounts().createWithKeys(ANNA, request);
        ApiKey early = keys().revoke(ANNA, created.keys().get(0).record().id());
        accounts().createWithKeys(ANNA, AccountRequest.of("Bolt").id("cus_43"));
        at(NOON.plusSeconds(5));
        List<String> before = audit();

        AccountRecord closed = accounts().close(BERT, "cus_42");
        at(NOON.plusSeconds(6));
        assertThat(accounts().close(ANNA, "cus_42")).isEqualTo(closed);

        assertThat(closed.account()).isEqualTo(Account.of("cus_42", "cus_42", ""));
        assertThat(closed.state()).isEqualTo(AccountState.CLOSED);
        assertThat(accounts().describe("cus_42").account()).isEqualTo(closed);
        assertThat(accounts().describe("cus_42").projects())
                .extracting(Project::id)
                .isEqualTo(created.description().projects().stream()
                        .map(Project::id)
                        .toList());
        assertThat(stored(early).revokedAt()).isEqualTo(NOON);
        for (IssuedKey key : created.keys().subList(1, 4)) {
            assertThat(stored(key.record()).revokedAt()).isEqualTo(NOON.plusSeconds(5));
        }
        assertThat(keys().list(KeyQuery.all().account("cus_43")).keys())
                .hasSize(4)
                .noneMatch(key -> key.key().isRevoked());
        assertThat(audit()).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 1);
        assertThat(audit()).endsWith("close cus_42 - - bert");
    }

    @Test
    default void nothingOfAClosedAccountIsChanged() throws Exception {
        create("cus_42");
        ApiKey key = issue("cus_42", "demo");
        AccountRecord closed = accounts().close(ANNA, "cus_42");
        ApiKey revoked = stored(key);
        List<String> before = audit();

        KeyRequest request = KeyRequest.of(KeyType.SECRET, "demo", "ci").account("cus_42");
        for (Callable<?> change : List.<Callable<?>>of(
                () -> accounts().edit(ANNA, "cus_42", AccountEdit.none().name("Acme")),
                () -> accounts().suspend(ANNA, "cus_42"),
                () -> accounts().resume(ANNA, "cus_42"),
                () -> keys().issue(ANNA, request),
                () -> keys().adopt(ANNA, request, TestKeys.digest(1), null),
                () -> keys().roll(ANNA, key.id(), Duration.ZERO),
                () -> keys().edit(ANNA, key.id(), KeyEdit.none().name("build")))) {
            assertThatThrownBy(change::call)
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account cus_42" + CLOSED);
        }
        assertThat(keys().revoke(ANNA, key.id())).isEqualTo(revoked);
        assertThat(stored("cus_42")).isEqualTo(closed);
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    default void aKeyThatIsMadeWhileItsAccountClosesIsRefusedOrRevoked() throws Exception {
        create("cus_42");
        ApiKey key = issue("cus_42", "demo");
        Callable<?> issue = () -> refusedIfClosed(() -> issue("cus_42", "demo"));
        Callable<?> roll = () -> refusedIfClosed(() -> keys().roll(ANNA, key.id(), Duration.ZERO));

        AtOnce.run(issue, roll, () -> accounts().close(ANNA, "cus_42"), issue);

        assertThat(stored("cus_42").state()).isEqualTo(AccountState.CLOSED);
        assertThat(keys().list(KeyQuery.all().account("cus_42")).keys())
                .isNotEmpty()
                .allMatch(made -> made.key().isRevoked());
    }

    private static boolean refusedIfClosed(Callable<?> change) throws Exception {
        try {
            change.call();
            return false;
        } catch (ConflictException e) {
            assertThat(e).hasMessage("account cus_42" + CLOSED);
            return true;
        }
    }

    @Test
    default void allKeysOfAnAccountAreRevokedInOneEnvironmentOrInAll() throws Exception {
        accounts().createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42"));
        accounts().createWithKeys(ANNA, AccountRequest.of("Bolt").id("cus_43"));
        int before = audit().size();

        assertThatThrownBy(() -> keys().revokeAll(ANNA, "cus_42", "prod"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no environment 'prod'; there are: default, demo");
        assertThat(keys().revokeAll(BERT, "cus_42", "demo")).isEqualTo(2);
        assertThat(keys().list(KeyQuery.all().account("cus_42")).keys())
                .allMatch(key ->
                        key.key().isRevoked() == key.key().environment().id().equals("demo"));
        assertThat(keys().revokeAll(ANNA, "cus_42", null)).isEqualTo(2);
        assertThat(keys().list(KeyQuery.all().account("cus_42")).keys())
                .hasSize(4)
                .allMatch(key -> key.key().isRevoked());
        assertThat(keys().list(KeyQuery.all().account("cus_43")).keys())
                .noneMatch(key -> key.key().isRevoked());
        assertThat(audit().subList(before, audit().size()))
                .containsExactly("revoke all cus_42 demo - bert", "revoke all cus_42 - - anna");
    }

    @Test
    default void aKeyHasTheMetadataOfItsRequestAndItsEdits() throws Exception {
        KeyRequest request =
                KeyRequest.of(KeyType.SECRET, "demo", "ci").account("default").metadata(Map.of("team", "billing"));
        ApiKey key = keys().issue(ANNA, request).record();

        assertThat(stored(key).metadata()).containsExactly(Map.entry("team", "billing"));
        KeyEdit edit = KeyEdit.none().metadata("team", null).metadata("cost", "7");
        assertThat(keys().edit(ANNA, key.id(), edit)).isEqualTo(key.with(Map.of("cost", "7")));
        assertThat(keys().roll(ANNA, key.id(), Duration.ZERO).record().metadata())
                .containsExactly(Map.entry("cost", "7"));
        keys().edit(ANNA, key.id(), KeyEdit.none().metadata(Map.of()));
        assertThat(stored(key).metadata()).isEmpty();
        InvalidException refusal = catchThrowableOfType(
                InvalidException.class,
                () -> keys().edit(ANNA, key.id(), KeyEdit.none().metadata("x y", "")));
        assertThat(refusal.field()).isEqualTo("metadata");
    }

    @Test
    default void aListenerHearsOfEachChangeOnceItIsStored() throws Exception {
        List<String> heard = new ArrayList<>();
        AccountAdmin accounts = AccountAdmin.on(store(), issuer(), event -> {
            heard.add(
                    event.action() + " " + event.account() + " " + event.actor().name());
            if (event.action() == AdminAction.SUSPEND) {
                assertThat(suspended()).containsExactly("cus_42");
                throw new IllegalStateException("a listener that fails on purpose");
            }
        });
        accounts.createWithKeys(ANNA, AccountRequest.of("Acme").id("cus_42"));
        accounts.suspend(BERT, "cus_42");
        assertThatThrownBy(() -> accounts.create(ANNA, AccountRequest.of(" "))).isInstanceOf(InvalidException.class);
        accounts.close(ANNA, "cus_42");

        assertThat(heard)
                .containsExactly(
                        "create account cus_42 anna",
                        "issue cus_42 anna",
                        "issue cus_42 anna",
                        "issue cus_42 anna",
                        "issue cus_42 anna",
                        "suspend cus_42 bert",
                        "close cus_42 anna");
        assertThat(audit()).hasSameSizeAs(heard);
    }

    private List<String> suspended() {
        try {
            return accounts().list(AccountQuery.all().states(Set.of(AccountState.SUSPENDED))).accounts().stream()
                    .map(AccountDescription::id)
                    .toList();
        } catch (AdminException e) {
            throw new AssertionError(e);
        }
    }
}
