package dev.keystile.spring.internal.actuate;

import dev.keystile.cache.StoreHealth;
import dev.keystile.config.Keystile;
import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the store of keys does not respond. Cached keys still pass then, for {@code cache.stale-for}. */
public final class KeystileHealthIndicator extends AbstractHealthIndicator {

    private final Keystile keystile;

    /** The health of the store of this configuration. */
    public KeystileHealthIndicator(Keystile keystile) {
        super("The health of the store of keys cannot be read");
        this.keystile = keystile;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        StoreHealth health = keystile.health();
        builder.status(health.available() ? "UP" : "DOWN")
                .withDetail("feed", health.feed().name().toLowerCase(Locale.ROOT));
        if (health.problem() != null) {
            builder.withDetail("problem", health.problem());
        }
    }
}
