package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every import of accounts and keys does, wherever they are. */
public interface AccountImportContract extends AccountStoreFixture {

    private static List<AccountRequest> requests(int count) {
        List<AccountRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(AccountRequest.of("Name " + i).id("cus_" + i));
        }
        return requests;
    }

    private static KeyAdoption row(String account, int digest) {
        return KeyAdoption.of(account, "demo", KeyType.SECRET, "key " + digest, TestKeys.digest(digest));
    }

    private void assertRejected(int row, Class<? extends AdminException> reason, String message, ThrowingCallable call)
            throws Exception {
        List<String> before = audit();
        int keys = keys().list(KeyQuery.all()).keys().size();
        List<AccountDescription> accounts = accounts().list(AccountQuery.all()).accounts();

        RejectedRowException rejected = catchThrowableOfType(RejectedRowException.class, call);

        assertThat(rejected).hasMessageStartingWith(message);
        assertThat(rejected.row()).isEqualTo(row);
        assertThat(rejected.reason()).isInstanceOf(reason);
        assertThat(audit()).isEqualTo(before);
        assertThat(keys().list(KeyQuery.all()).keys()).hasSize(keys);
        assertThat(accounts().list(AccountQuery.all()).accounts()).isEqualTo(accounts);
    }

    @Test
    default void aListenerHearsOfWhatIsImported() throws Exception {
        List<String> heard = new ArrayList<>();
        AdminListener listener = event -> heard.add(event.action() + " " + event.account());

        AccountAdmin.on(store(), issuer(), listener)
                .importAll(ANNA, List.of(AccountRequest.of("Acme").id("cus_1")), done -> {});
        KeyAdmin.on(store(), issuer(), listener).importAll(ANNA, List.of(row("cus_1", 1)), false, done -> {});

        assertThat(heard).containsExactly("import account cus_1", "import cus_1");
    }

    @Test
    default void accountsAreImportedInTheirOrder() throws Exception {
        List<AccountRequest> requests = List.of(
                AccountRequest.of("Acme").id("z").plan("free").metadata(Map.of("region", "eu")),
                AccountRequest.of("Bolt"),
                AccountRequest.of("Cable").id("a"));
        List<Integer> progress = new ArrayList<>();

        List<AccountDescription> imported = accounts().importAll(ANNA, requests, progress::add);

        assertThat(imported)
                .extracting(account -> account.account().account().name())
                .containsExactly("Acme", "Bolt", "Cable");
        assertThat(imported.get(1).id()).startsWith("acct_");
        for (AccountDescription account : imported) {
            assertThat(accounts().describe(account.id())).isEqualTo(account);
        }
        assertThat(progress).containsExactly(3);
        assertThat(audit())
                .isEqualTo(imported.stream()
                        .map(account -> "import account " + account.id() + " - - anna")
                        .toList());
        assertThat(accounts().importAll(ANNA, List.of(), progress::add)).isEmpty();
    }

    @Test
    default void aWrongAccountIsNamedByItsRowAndNothingIsImported() throws Exception {
        create("cus_1");

        assertRejected(
                1,
                InvalidException.class,
                "the account's name must not be blank",
                () -> accounts().importAll(ANNA, List.of(AccountRequest.of("a"), AccountRequest.of(" ")), done -> {}));
        assertRejected(
                1,
                ConflictException.class,
                "there is an account 'cus_1' already",
                () -> accounts().importAll(ANNA, requests(3), done -> {}));
        List<AccountRequest> twice = List.of(
                AccountRequest.of("a").id("a"),
                AccountRequest.of("b").id("b"),
                AccountRequest.of("c").id("a"));
        assertRejected(
                2,
                ConflictException.class,
                "the account 'a' is in the import twice; keep one row",
                () -> accounts().importAll(ANNA, twice, done -> {}));
    }

    @Test
    default void alsoTheFirstRowsOfALongImportAreTakenBack() throws Exception {
        create("cus_1050");
        List<Integer> progress = new ArrayList<>();

        assertRejected(
                1050,
                ConflictException.class,
                "there is an account 'cus_1050' already",
                () -> accounts().importAll(ANNA, requests(1_100), progress::add));

        assertThat(progress).containsExactly(1_000);
    }

    @Test
    default void progressThatFailsEndsTheImport() throws Exception {
        assertThatThrownBy(() -> accounts().importAll(ANNA, requests(2), done -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys().importAll(ANNA, List.of(row("default", 1)), false, done -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(accounts().list(AccountQuery.all()).accounts()).hasSize(1);
        assertThat(keys().list(KeyQuery.all()).keys()).isEmpty();
        assertThat(audit()).isEmpty();
    }

    @Test
    default void keysAreImportedForAccountsThatExist() throws Exception {
        create("cus_1");
        accounts().suspend(ANNA, "cus_1");
        int before = audit().size();
        KeyRequest anyAccount =
                KeyRequest.of(KeyType.PUBLISHABLE, "default", "web").account("default");
        List<KeyAdoption> rows = List.of(
                row("cus_1", 1), new KeyAdoption(anyAccount.metadata(Map.of("a", "b")), TestKeys.digest(2), "abcd"));

        assertThat(keys().importAll(ANNA, rows, false, done -> {})).isEqualTo(new ImportedKeys(2, 0));

        ApiKey first =
                keys().list(KeyQuery.all().account("cus_1")).keys().get(0).key();
        assertThat(first.digest()).isEqualTo(TestKeys.digest(1));
        assertThat(first.name()).isEqualTo("key 1");
        assertThat(first.lastFour()).isNull();
        assertThat(first.project().account().state()).isEqualTo(AccountState.SUSPENDED);
        ApiKey second =
                keys().list(KeyQuery.all().account("default")).keys().get(0).key();
        assertThat(second.type()).isEqualTo(KeyType.PUBLISHABLE);
        assertThat(second.lastFour()).isEqualTo("abcd");
        assertThat(second.metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(audit().subList(before, audit().size()))
                .containsExactly(
                        "import cus_1 demo " + first.id() + " anna", "import default default " + second.id() + " anna");
    }

    @Test
    default void accountsAreMadeForTheirKeysOnlyWhereThatIsWanted() throws Exception {
        List<KeyAdoption> rows = List.of(row("default", 1), row("cus_1", 2), row("cus_2", 3), row("cus_1", 4));

        assertRejected(
                1,
                NotFoundException.class,
                "there is no account 'cus_1'",
                () -> keys().importAll(ANNA, rows, false, done -> {}));
        assertThat(keys().importAll(ANNA, rows, true, done -> {})).isEqualTo(new ImportedKeys(4, 2));

        assertThat(stored("cus_1").account().name()).isEqualTo("cus_1");
        assertThat(keys().list(KeyQuery.all().account("cus_1")).keys()).hasSize(2);
        assertThat(audit()).startsWith("import account cus_1 - - anna", "import account cus_2 - - anna");
        assertRejected(
                0,
                InvalidException.class,
                "account id 'a b' must be",
                () -> keys().importAll(ANNA, List.of(row("a b", 9)), true, done -> {}));
    }

    @Test
    default void aKeyWithoutAnAccountIsOfTheOnlyAccountBeforeTheImport() throws Exception {
        KeyAdoption unnamed = new KeyAdoption(KeyRequest.of(KeyType.SECRET, "demo", "ci"), TestKeys.digest(2), null);

        assertThat(keys().importAll(ANNA, List.of(row("cus_1", 1), unnamed), true, done -> {}))
                .isEqualTo(new ImportedKeys(2, 1));

        assertThat(keys().list(KeyQuery.all().account("default")).keys()).hasSize(1);
    }

    @Test
    default void aWrongKeyIsNamedByItsRowAndNothingIsImported() throws Exception {
        ApiKey known = keys().adopt(
                        ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci").account("default"), TestKeys.digest(7), null);
        create("closed");
        accounts().close(ANNA, "closed");
        create("second");
        KeyAdoption good = row("default", 1);
        KeyAdoption blank = KeyAdoption.of("default", "demo", KeyType.SECRET, " ", TestKeys.digest(2));
        KeyAdoption nowhere = KeyAdoption.of("default", "prod", KeyType.SECRET, "ci", TestKeys.digest(2));
        KeyAdoption ofNobody = new KeyAdoption(KeyRequest.of(KeyType.SECRET, "demo", "ci"), TestKeys.digest(2), null);

        assertRejected(
                1,
                ConflictException.class,
                "the key is there already, as " + known.id(),
                () -> keys().importAll(ANNA, List.of(good, row("default", 7)), false, done -> {}));
        assertRejected(
                2,
                ConflictException.class,
                "the key is in the import twice; keep one row",
                () -> keys().importAll(ANNA, List.of(good, row("default", 3), good), false, done -> {}));
        assertRejected(
                1,
                InvalidException.class,
                "the key's name must not be blank",
                () -> keys().importAll(ANNA, List.of(good, blank), false, done -> {}));
        assertRejected(
                1,
                NotFoundException.class,
                "there is no environment 'prod'",
                () -> keys().importAll(ANNA, List.of(good, nowhere), false, done -> {}));
        assertRejected(
                1,
                InvalidException.class,
                "the account must be given",
                () -> keys().importAll(ANNA, List.of(good, ofNobody), false, done -> {}));
        assertRejected(
                1,
                ConflictException.class,
                "account closed is closed for good",
                () -> keys().importAll(ANNA, List.of(good, row("closed", 4)), true, done -> {}));
    }

    @Test
    default void aLongImportOfKeysIsMadeOrTakenBackAsAWhole() throws Exception {
        List<KeyAdoption> rows = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            rows.add(row("cus_" + i % 7, i));
        }
        List<KeyAdoption> oneTwice = new ArrayList<>(rows);
        oneTwice.set(1_050, rows.get(3));
        List<Integer> progress = new ArrayList<>();

        assertRejected(
                1_050,
                ConflictException.class,
                "the key is in the import twice",
                () -> keys().importAll(ANNA, oneTwice, true, done -> {}));
        assertThat(keys().importAll(ANNA, rows, true, progress::add)).isEqualTo(new ImportedKeys(1_100, 7));

        assertThat(progress).containsExactly(1_000, 1_100);
        assertThat(keys().list(KeyQuery.all().account("cus_6").limit(1_000)).keys())
                .hasSize(157);
        assertThat(keys().importAll(ANNA, List.of(), true, progress::add)).isEqualTo(new ImportedKeys(0, 0));
        assertThat(progress).hasSize(2);
    }
}
