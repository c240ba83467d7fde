package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.InvalidAccountException;
import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates keys and accounts. Stores nothing. */
public final class KeyIssuer {

    private final KeyGenerator generator;
    private final InstantSource clock;

    /** An issuer with a source of random keys and a clock. */
    public KeyIssuer(KeyGenerator generator, InstantSource clock) {
        this.generator = generator;
        this.clock = clock;
    }

    /** The current time in milliseconds, which every store can keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Creates a key.
     *
     * @throws InvalidKeyException if a value of the request is wrong
     */
    public IssuedKey make(KeyRequest request, Project project) {
        String key = generator.newKey(request.type(), project.environment().id());
        PresentedKey presented = presented(key);
        return new IssuedKey(record(request, project, presented.digest(), presented.lastFour()), key);
    }

    /**
     * Creates an active account with a project in each environment.
     *
     * @throws InvalidAccountException if a value of the request is wrong
     */
    AccountDescription makeAccount(AccountRequest request, List<Environment> environments) {
        String id = request.id() == null ? generator.newId("acct") : request.id();
        Account account = new Account(id, request.name(), request.plan(), request.metadata());
        AccountRecord record = new AccountRecord(account, AccountState.ACTIVE, now());
        return new AccountDescription(
                record,
                environments.stream()
                        .map(environment -> Project.derived(record, environment))
                        .toList());
    }

    /** Creates the record of a key that exists already. */
    ApiKey adopt(KeyRequest request, Project project, KeyDigest digest, @Nullable String lastFour) {
        return record(request, project, digest, lastFour);
    }

    private ApiKey record(KeyRequest request, Project project, KeyDigest digest, @Nullable String lastFour) {
        Instant now = now();
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            throw new InvalidKeyException(
                    "expires-at", "the key would end at " + request.expiresAt() + ", which is past");
        }
        Scopes scopes = KeyLimits.scopes(request.scopes());
        Restrictions restrictions =
                new Restrictions(KeyLimits.origins(request.origins()), KeyLimits.networks(request.networks()));
        return new ApiKey(
                generator.newId("key"),
                request.type(),
                project,
                request.name(),
                digest,
                lastFour,
                scopes,
                restrictions,
                request.metadata(),
                now,
                request.expiresAt(),
                null);
    }

    /** Creates a key that replaces another, with the same values. */
    IssuedKey successorOf(ApiKey old) {
        String key = generator.newKey(old.type(), old.environment().id());
        PresentedKey presented = presented(key);
        ApiKey record = new ApiKey(
                generator.newId("key"),
                old.type(),
                old.project(),
                old.name(),
                presented.digest(),
                presented.lastFour(),
                old.scopes(),
                old.restrictions(),
                old.metadata(),
                now(),
                old.expiresAt(),
                null);
        return new IssuedKey(record, key);
    }

    /** The old key with the expiry that the grace period gives it. */
    ApiKey inGrace(ApiKey old, Duration grace) throws AdminException {
        if (grace.isNegative()) {
            throw new InvalidException("grace", "the grace must be zero or longer");
        }
        Instant now = now();
        if (old.isRevoked() || old.isExpiredAt(now.toEpochMilli())) {
            throw new ConflictException("key " + old.id() + " is " + old.stateAt(now) + "; issue a new one");
        }
        return old.endingAt(now.plus(grace));
    }

    private static PresentedKey presented(String key) {
        return Objects.requireNonNull(PresentedKey.read(key));
    }
}
