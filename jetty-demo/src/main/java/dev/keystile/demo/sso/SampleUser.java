package dev.keystile.demo.sso;

import java.util.List;
import java.util.Optional;

/**
 * A user of the built-in identity provider.
 *
 * @param id the identity provider's id of the user
 * @param firstName the given name
 * @param lastName the family name
 * @param email the e-mail address
 */
record SampleUser(String id, String firstName, String lastName, String email) {

    static final List<SampleUser> ALL = List.of(
            new SampleUser("demo-user-1", "Demo User", "One", "demo.user.one@example.com"),
            new SampleUser("demo-user-2", "Demo User", "Two", "demo.user.two@example.com"),
            new SampleUser("demo-user-3", "Demo User", "Three", "demo.user.three@example.com"));

    /** The user with this address, in any letter case. */
    static Optional<SampleUser> ofEmail(String email) {
        return ALL.stream().filter(user -> user.email().equalsIgnoreCase(email)).findFirst();
    }

    /** The user with this id. */
    static Optional<SampleUser> ofId(String id) {
        return ALL.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /** The full name. */
    public String name() {
        return firstName + ' ' + lastName;
    }
}
