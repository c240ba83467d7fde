package dev.keystile.demo.dashboard;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Links that log in once each, within an hour. The database keeps their digests. */
public final class LoginLinks {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final InstantSource clock;

    /** Links in a database, on a clock. */
    public LoginLinks(DataSource dataSource, InstantSource clock) {
        this.jdbi = Jdbi.create(dataSource);
        this.clock = clock;
    }

    /** Remembers where the service is reached, for the links to come. */
    public void serveAt(URI baseUri) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM demo_service");
            handle.execute("INSERT INTO demo_service (base_url) VALUES (?)", baseUri.toString());
        });
    }

    /**
     * A new link; empty if no service was ever started here.
     *
     * @param user the user whom the link logs in; an owner's account exists
     */
    public Optional<String> create(DashboardUser user) {
        String token = SecretTokens.next();
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            handle.execute(
                    "DELETE FROM demo_login_link WHERE expires_at < ? OR expires_at > ?",
                    now.atOffset(ZoneOffset.UTC),
                    latest(now));
            handle.execute(
                    "INSERT INTO demo_login_link (token_sha256, expires_at, account_id) VALUES (?, ?, ?)",
                    SecretTokens.sha256(token),
                    now.plus(LIFETIME).atOffset(ZoneOffset.UTC),
                    user.accountId());
            return handle.createQuery("SELECT base_url FROM demo_service")
                    .mapTo(String.class)
                    // Two that started at once on one database leave two.
                    .findFirst()
                    .map(base -> base + "/dashboard/login?token=" + token);
        });
    }

    /** The user whom the token logs in; empty if the token is unknown, was used before, or has expired. */
    Optional<DashboardUser> use(String token) {
        Instant now = clock.instant();
        byte[] digest = SecretTokens.sha256(token);
        return jdbi.inTransaction(handle -> {
            Optional<DashboardUser> user = handle.createQuery(
                            "SELECT account_id FROM demo_login_link WHERE token_sha256 = :digest")
                    .bind("digest", digest)
                    .map((row, context) -> new DashboardUser(row.getString("account_id")))
                    .findOne();
            int used = handle.execute(
                    "DELETE FROM demo_login_link WHERE token_sha256 = ? AND expires_at >= ? AND expires_at <= ?",
                    digest,
                    now.atOffset(ZoneOffset.UTC),
                    latest(now));
            return used == 1 ? user : Optional.empty();
        });
    }

    /** A link that ends later was made before the clock was put back. */
    private static OffsetDateTime latest(Instant now) {
        return now.plus(LIFETIME.multipliedBy(2)).atOffset(ZoneOffset.UTC);
    }
}
