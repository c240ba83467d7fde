package dev.keystile.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.Refusal;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import dev.keystile.spring.internal.store.StoreOpener;
import dev.keystile.store.ApiKeyStore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** A start that fails leaves no store open. */
class FailedStartTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KeystileSettingsAutoConfiguration.class, KeystileAutoConfiguration.class))
            .withBean(Policy.class, BrokenPolicy::new);

    @Test
    void theStoreIsClosed() {
        CountingStore store = new CountingStore(false);

        runner.withBean(StoreOpener.class, () -> settings -> store)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("broken")
                        .hasNoSuppressedExceptions());

        assertThat(store.closed).hasValue(1);
    }

    @Test
    void aStoreThatCannotBeClosedHidesNoError() {
        CountingStore store = new CountingStore(true);

        runner.withBean(StoreOpener.class, () -> settings -> store)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("broken")
                        .satisfies(e -> assertThat(e.getSuppressed())
                                .singleElement()
                                .hasToString("java.lang.IllegalStateException: stuck")));

        assertThat(store.closed).hasValue(1);
    }

    private static final class BrokenPolicy implements Policy {

        @Override
        public Refusal refusal(RequestView request, KnownKey key, Requirement route) {
            return null;
        }

        @Override
        public Set<Refusal> refusals() {
            throw new IllegalStateException("broken");
        }
    }

    private static final class CountingStore implements ApiKeyStore {

        private final AtomicInteger closed = new AtomicInteger();
        private final boolean stuck;

        CountingStore(boolean stuck) {
            this.stuck = stuck;
        }

        @Override
        public ApiKey find(KeyDigest digest) {
            return null;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            if (stuck) {
                throw new IllegalStateException("stuck");
            }
        }
    }
}
