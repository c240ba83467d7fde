package dev.keystile.admin;

import dev.keystile.key.Account;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Network;
import dev.keystile.key.PrintableText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change: an entry of the audit, and the event that an {@link AdminListener} receives.
 *
 * @param action the kind of change
 * @param at the time of the change
 * @param actor who made the change
 * @param account the account after the change, or the account of the key; null for a change of an environment
 * @param environment the environment of the change; null for a change of an account in every environment
 * @param key the key after the change; null for a change of an account or an environment
 * @param successor the key that replaces {@code key}; null unless {@code key} was rolled
 * @param note what else there is to say for the audit, without names of customers; may be empty
 */
public record AdminEvent(
        AdminAction action,
        Instant at,
        Actor actor,
        @Nullable Account account,
        @Nullable Environment environment,
        @Nullable ApiKey key,
        @Nullable ApiKey successor,
        String note) {

    /** A change of a key. */
    public static AdminEvent ofKey(AdminAction action, Instant at, Actor actor, ApiKey key) {
        return new AdminEvent(action, at, actor, key.account(), key.environment(), key, null, "");
    }

    /** The replacement of a key. */
    static AdminEvent ofRoll(Instant at, Actor actor, ApiKey key, ApiKey successor) {
        return new AdminEvent(AdminAction.ROLL, at, actor, key.account(), key.environment(), key, successor, "");
    }

    /** A change of an account in every environment. */
    public static AdminEvent ofAccount(AdminAction action, Instant at, Actor actor, Account account, String note) {
        return new AdminEvent(action, at, actor, account, null, null, null, note);
    }

    /** The revocation of all keys of an account in an environment, null for every environment. */
    static AdminEvent ofAllKeys(Instant at, Actor actor, Account account, @Nullable Environment environment, int keys) {
        return new AdminEvent(
                AdminAction.REVOKE_ALL, at, actor, account, environment, null, null, "keys revoked: " + keys);
    }

    /** A change of an environment. */
    public static AdminEvent ofEnvironment(AdminAction action, Instant at, Actor actor, Environment environment) {
        return new AdminEvent(
                action, at, actor, null, environment, null, null, PrintableText.escape(environment.name()));
    }

    /** The details for the audit, on one line and without any key; may be empty. */
    public String detail() {
        if (key == null) {
            return note;
        }
        return switch (action) {
            case ISSUE, ADOPT -> limits(key);
            case EDIT -> "name " + key.name() + ", " + limits(key);
            case ROLL -> (successor == null ? "" : "to " + successor.id() + ", ") + "ends at " + key.expiresAt();
            default -> note;
        };
    }

    private static String limits(ApiKey key) {
        List<Network> networks = key.restrictions().networks();
        return "scopes " + key.scopes() + ", origins "
                + (key.restrictions().origins() == null
                        ? "any"
                        : key.restrictions().origins())
                + ", networks " + (networks == null ? "any" : networks);
    }
}
