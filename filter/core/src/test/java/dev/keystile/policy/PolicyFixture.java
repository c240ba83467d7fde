package dev.keystile.policy;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and rules for tests of policies. */
final class PolicyFixture {

    private PolicyFixture() {}

    static KnownKey secret(String... scopes) {
        return KnownKey.of(TestKeys.record(TestKeys.text(KeyType.SECRET), Scopes.of(List.of(scopes))));
    }

    static KnownKey unrestricted() {
        return KnownKey.of(TestKeys.newRecord());
    }

    static KnownKey publishable() {
        return KnownKey.of(TestKeys.record(TestKeys.text(KeyType.PUBLISHABLE)));
    }

    static KnownKey bound(KeyType type, @Nullable List<String> origins, @Nullable List<String> networks) {
        ApiKey key = TestKeys.record(TestKeys.text(type));
        return KnownKey.of(key.edited(key.name(), key.scopes(), Restrictions.of(origins, networks)));
    }

    static Requirement route(Access access, String... scopes) {
        return new Requirement(access, Set.of(scopes), "/a", false);
    }
}
