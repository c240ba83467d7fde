package dev.keystile.spring.autoconfigure;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What ahead-of-time processing cannot see: migrations that are read by name, and values that expressions read. */
final class KeystileRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("dev/keystile/jdbc/**");
        hints.resources().registerPattern("META-INF/services/dev.keystile.*");
        for (Class<?> type : List.of(Identity.class, Account.class, Environment.class)) {
            hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
