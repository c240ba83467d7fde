package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.AccountState;
import dev.keystile.key.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every list of accounts holds, wherever the accounts are. */
public interface AccountListContract extends AccountStoreFixture {

    private List<String> ids(AccountQuery query) throws AdminException {
        return accounts().list(query).accounts().stream()
                .map(AccountDescription::id)
                .toList();
    }

    private void create(String id, String name) throws AdminException {
        accounts().create(ANNA, AccountRequest.of(name).id(id));
    }

    @Test
    default void aListIsOrderedByTheCharactersOfTheId() throws Exception {
        for (String id : List.of("b", "a", "B", "a-1", "a_1", "a.1", "a:1", "a1", "Z")) {
            create(id);
        }

        assertThat(ids(AccountQuery.all()))
                .containsExactly("B", "Z", "a", "a-1", "a.1", "a1", "a:1", "a_1", "b", "default");
    }

    @Test
    default void aListHoldsTheAccountsWithTheirProjects() throws Exception {
        create("cus_42");

        AccountDescription listed =
                accounts().list(AccountQuery.all().search("cus")).accounts().get(0);

        assertThat(listed).isEqualTo(accounts().describe("cus_42"));
        assertThat(listed.projects()).hasSize(2).allMatch(Project::isDerived);
    }

    @Test
    default void aListIsOfTheStatesOfItsQuery() throws Exception {
        create("a");
        create("s");
        create("c");
        accounts().suspend(ANNA, "s");
        accounts().close(ANNA, "c");

        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.ACTIVE)))).containsExactly("a", "default");
        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.SUSPENDED))))
                .containsExactly("s");
        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.CLOSED)))).containsExactly("c");
        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.SUSPENDED, AccountState.CLOSED))))
                .containsExactly("c", "s");
        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.values()))))
                .hasSize(4);
        assertThat(ids(AccountQuery.all().states(Set.of(AccountState.CLOSED)).search("s")))
                .isEmpty();
    }

    @Test
    default void aSearchFindsTheBeginningOfAnIdOrAName() throws Exception {
        create("cus_1", "Web_100%");
        create("cus-2", "webhook \\ web");
        create("CUS_3", "Übersicht");
        create("web", "Something else");

        assertThat(ids(AccountQuery.all().search("WEB"))).containsExactly("cus-2", "cus_1", "web");
        assertThat(ids(AccountQuery.all().search("web_"))).containsExactly("cus_1");
        assertThat(ids(AccountQuery.all().search("web_100%"))).containsExactly("cus_1");
        assertThat(ids(AccountQuery.all().search("webhook \\"))).containsExactly("cus-2");
        assertThat(ids(AccountQuery.all().search("cus_"))).containsExactly("CUS_3", "cus_1");
        assertThat(ids(AccountQuery.all().search(" cus "))).containsExactly("CUS_3", "cus-2", "cus_1");
        assertThat(ids(AccountQuery.all().search("über"))).containsExactly("CUS_3");
        assertThat(ids(AccountQuery.all().search("hook"))).isEmpty();
        assertThat(ids(AccountQuery.all().search("%"))).isEmpty();
        assertThat(ids(AccountQuery.all().search("_"))).isEmpty();
        assertThat(ids(AccountQuery.all().search(""))).hasSize(5);
        assertThat(ids(AccountQuery.all().search("cus_").after("CUS_3"))).containsExactly("cus_1");
    }

    @Test
    default void aClosedAccountIsNotFoundByTheNameThatItHad() throws Exception {
        create("cus_1", "Acme");
        accounts().close(ANNA, "cus_1");

        assertThat(ids(AccountQuery.all().search("acme"))).isEmpty();
        assertThat(ids(AccountQuery.all().search("cus_1"))).containsExactly("cus_1");
    }

    @Test
    default void pagesHoldEveryAccountOnceWhileOthersAreMade() throws Exception {
        List<String> before = new ArrayList<>();
        for (int i = 9; i >= 0; i--) {
            create("cus_" + i);
            before.add("cus_" + i);
        }
        Collections.sort(before);
        AccountQuery query = AccountQuery.all().search("cus").limit(3);
        List<String> seen = new ArrayList<>();
        AccountPage page = accounts().list(query);
        int others = 0;
        while (true) {
            assertThat(page.accounts()).hasSizeLessThanOrEqualTo(3);
            page.accounts().forEach(account -> seen.add(account.id()));
            if (page.next() == null) {
                break;
            }
            others++;
            // One that stands before the cursor, and one that has been seen and changes.
            create("cus_0" + others);
            accounts().edit(ANNA, seen.get(0), AccountEdit.none().name("Changed " + others));
            accounts().suspend(ANNA, seen.get(seen.size() - 1));
            page = accounts().list(query.after(page.next()));
        }

        assertThat(seen).isEqualTo(before);
    }

    @Test
    default void aPageThatIsFullAndTheLastHasNoCursor() throws Exception {
        create("cus_1");
        create("cus_2");

        assertThat(accounts().list(AccountQuery.all().search("cus").limit(2)).next())
                .isNull();
        assertThat(accounts().list(AccountQuery.all().search("cus").limit(1)).next())
                .isNotNull();
    }

    @Test
    default void aPageIsOfABoundedSizeAndItsCursorOneOfALists() throws Exception {
        for (int limit : new int[] {-1, 0, 1_001}) {
            InvalidException refusal = catchThrowableOfType(
                    InvalidException.class,
                    () -> accounts().list(AccountQuery.all().limit(limit)));
            assertThat(refusal).hasMessage("the limit must be 1 to 1000, not " + limit);
            assertThat(refusal.field()).isEqualTo("limit");
        }
        for (String cursor : List.of("", "%%%", "a b")) {
            InvalidException refusal = catchThrowableOfType(
                    InvalidException.class,
                    () -> accounts().list(AccountQuery.all().after(cursor)));
            assertThat(refusal).hasMessage("the cursor is none that a list ended with; leave it out to begin anew");
            assertThat(refusal.field()).isEqualTo("after");
        }
        assertThat(accounts().list(AccountQuery.all().limit(1_000)).next()).isNull();
    }
}
