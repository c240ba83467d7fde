package dev.keystile.demo.sso;

import java.util.List;
import java.util.Optional;

/**
 * Somebody whom the built-in identity provider knows.
 *
 * @param id what the identity provider calls them
 * @param firstName the given name
 * @param lastName the family name
 * @param email the address
 */
record SampleUser(String id, String firstName, String lastName, String email) {

    static final List<SampleUser> ALL = List.of(
            new SampleUser("demo-user-1", "Demo User", "One", "demo.user.one@example.com"),
            new SampleUser("demo-user-2", "Demo User", "Two", "demo.user.two@example.com"),
            new SampleUser("demo-user-3", "Demo User", "Three", "demo.user.three@example.com"));

    static Optional<SampleUser> ofEmail(String email) {
        return ALL.stream().filter(user -> user.email().equalsIgnoreCase(email)).findFirst();
    }

    static Optional<SampleUser> ofId(String id) {
        return ALL.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    public String name() {
        return firstName + ' ' + lastName;
    }
}
