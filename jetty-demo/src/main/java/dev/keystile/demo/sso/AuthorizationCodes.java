package dev.keystile.demo.sso;

import dev.keystile.demo.database.Times;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Issues and redeems authorization codes: each is valid once, for ten minutes. Only digests of codes are stored. */
final class AuthorizationCodes {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int BYTES = 24;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    AuthorizationCodes(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * The authorization that a code stands for.
     *
     * @param projectId the project that the code was issued to
     * @param redirectUri the URI that the code was sent to
     * @param codeChallenge the challenge that the verifier must match (RFC 7636); null if there was none
     * @param connectionId the connection by which the user signed in
     * @param organizationId the organization for which the user signed in; null for none
     * @param userId the identity provider's id of the user
     */
    record Grant(
            String projectId,
            String redirectUri,
            @Nullable String codeChallenge,
            String connectionId,
            @Nullable String organizationId,
            String userId) {}

    /** Issues a code, and deletes the codes that have expired. */
    String issue(Grant grant) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbi.useHandle(handle -> {
            Instant now = clock.instant();
            handle.createUpdate("DELETE FROM demo_sso_code WHERE expires_at <= :now OR expires_at > :latest")
                    .bind("now", Times.utc(now))
                    .bind("latest", latest(now))
                    .execute();
            insert(handle, code, grant);
        });
        return code;
    }

    private void insert(Handle handle, String code, Grant grant) {
        handle.createUpdate("INSERT INTO demo_sso_code (digest, project_id, redirect_uri, code_challenge,"
                        + " connection_id, organization_id, user_id, expires_at) VALUES (:digest, :project,"
                        + " :redirectUri, :challenge, :connection, :organization, :user, :expiresAt)")
                .bind("digest", Sha256.of(code))
                .bind("project", grant.projectId())
                .bind("redirectUri", grant.redirectUri())
                .bind("challenge", grant.codeChallenge())
                .bind("connection", grant.connectionId())
                .bind("organization", grant.organizationId())
                .bind("user", grant.userId())
                .bind("expiresAt", Times.utc(clock.instant().plus(LIFETIME)))
                .execute();
    }

    /** Redeems a code of a project; empty if the code is unknown there, was redeemed before, or has expired. */
    Optional<Grant> redeem(String code, String projectId) {
        byte[] digest = Sha256.of(code);
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            Optional<Grant> grant = handle.createQuery("SELECT * FROM demo_sso_code WHERE digest = :digest"
                            + " AND project_id = :project AND expires_at > :now"
                            + " AND expires_at <= :latest")
                    .bind("digest", digest)
                    .bind("project", projectId)
                    .bind("now", Times.utc(now))
                    .bind("latest", latest(now))
                    .map((row, context) -> grant(row))
                    .findOne();
            int deleted = grant.isEmpty()
                    ? 0
                    : handle.createUpdate("DELETE FROM demo_sso_code WHERE digest = :digest")
                            .bind("digest", digest)
                            .execute();
            // Of two requests with the same code, at the same time, only one deletes the row.
            return deleted == 1 ? grant : Optional.empty();
        });
    }

    /** The latest time at which a code may expire; with a later one it was issued before the clock was put back. */
    private static OffsetDateTime latest(Instant now) {
        return Times.utc(now.plus(LIFETIME.multipliedBy(2)));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("project_id"),
                row.getString("redirect_uri"),
                row.getString("code_challenge"),
                row.getString("connection_id"),
                row.getString("organization_id"),
                row.getString("user_id"));
    }
}
