package dev.keystile.spring.requirement;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What controllers require holds however they are mapped and proxied. */
class RequirementsIT {

    private static RunningService service;
    private static String reader;
    private static String auditor;
    private static String other;
    private static String publishable;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        reader = keys.secret("reports:read");
        auditor = keys.secret("reports:read", "reports:audit");
        other = keys.secret("orders:read");
        publishable = keys.publishable();
        service = RunningService.start(
                GuardedService.class,
                "keystile.store.path=" + keys.file(),
                "keystile.routes[0].path=/**",
                "keystile.routes[0].access=optional",
                "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/own"})
    void aScopeOnAClassHoldsForItsMethods(String prefix) {
        assertThat(service.getWith(reader, prefix + "/reports").body()).isEqualTo("reports");
        assertRefused(service.getWith(other, prefix + "/reports"), 403, "insufficient_scope");
        assertRefused(service.getWith(publishable, prefix + "/reports"), 403, "secret_key_required");
        assertRefused(service.get(prefix + "/reports"), 401, "missing_key");
    }

    @Test
    void aMethodAddsToTheScopesOfItsClass() {
        assertThat(service.getWith(auditor, "/reports/audit").body()).isEqualTo("audit");
        assertRefused(service.getWith(reader, "/reports/audit"), 403, "insufficient_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/own"})
    void anAnnotationOfAnInterfaceHolds(String prefix) {
        assertThat(service.getWith(other, prefix + "/invoices").body()).isEqualTo("invoices");
        assertRefused(service.getWith(publishable, prefix + "/invoices"), 403, "secret_key_required");
        assertRefused(service.get(prefix + "/invoices"), 401, "missing_key");
    }

    @Test
    void parametersOfARequestAreNeverTheIdentity() {
        String forged = "/visitors?id=cus-42&name=Acme&plan=gold&metadata%5Ba%5D=b";

        assertThat(service.get(forged).body()).isEqualTo("null in null");
        assertThat(service.getWith(publishable, forged).body()).isEqualTo("default in demo");
    }
}
