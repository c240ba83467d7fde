package dev.keystile.gateway;

import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.setting.Setting;
import dev.keystile.setting.ValueTypes;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code store: {type: switched}}: knows the secret key, can be switched off, and can be made to wait. */
public final class SwitchedStore implements ApiKeyStoreProvider {

    static final AtomicInteger OPENED = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();
    static volatile boolean off;

    /** Holds each look-up at this point until the test goes on; null to let them pass. */
    static volatile CyclicBarrier gate;

    private static final PresentedKey KEY = Objects.requireNonNull(PresentedKey.read(RunningGateway.SECRET));
    private static final ApiKey RECORD = new ApiKey(
            "key_secret",
            KeyType.SECRET,
            Project.ofDefault("project_demo", new Environment("demo", "Demo Project")),
            "s",
            KEY.digest(),
            null,
            Scopes.all(),
            Restrictions.NONE,
            Instant.EPOCH,
            null,
            null);

    @Override
    public String type() {
        return "switched";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Setting.optional("store.name", ValueTypes.anyText("a name"), "Tells stores apart."));
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) {
        if ("overflowing".equals(settings.values().get("name"))) {
            throw new StackOverflowError("for the test");
        }
        OPENED.incrementAndGet();
        return new ApiKeyStore() {
            @Override
            public ApiKey find(KeyDigest digest) throws KeyStoreException {
                CyclicBarrier held = gate;
                if (held != null) {
                    await(held);
                    await(held);
                }
                if (off) {
                    throw new KeyStoreException("switched off");
                }
                return digest.equals(RECORD.digest()) ? RECORD : null;
            }

            private static void await(CyclicBarrier barrier) throws KeyStoreException {
                try {
                    barrier.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new KeyStoreException("the test did not go on");
                }
            }

            @Override
            public void close() {
                CLOSED.incrementAndGet();
            }
        };
    }
}
