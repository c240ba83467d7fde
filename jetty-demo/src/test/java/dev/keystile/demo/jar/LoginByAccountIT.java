package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.demo.server.RunningDemo;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code login --account}, on the database of a service that was stopped. */
@TestInstance(Lifecycle.PER_CLASS)
class LoginByAccountIT {

    private static final Actor TEST = new Actor("test", "test");

    private Path folder;

    @BeforeAll
    void createAccounts(@TempDir Path temporary) throws Exception {
        folder = temporary;
        try (RunningDemo demo = RunningDemo.start(folder, InstantSource.system())) {
            AccountAdmin accounts = demo.database().keys().accounts();
            accounts.create(TEST, AccountRequest.of("Late").id("cus_late"));
            accounts.suspend(TEST, "cus_late");
            accounts.create(TEST, AccountRequest.of("Gone").id("cus_gone"));
            accounts.close(TEST, "cus_gone");
        }
    }

    private DemoProcess login(String account) throws Exception {
        return DemoProcess.run(folder, "login", "--account", account, "--data-dir", ".");
    }

    @Test
    void theOwnerOfASuspendedAccountMayLook() throws Exception {
        DemoProcess login = login("cus_late");

        assertThat(login.err()).isEmpty();
        assertThat(login.out()).matches("http://127\\.0\\.0\\.1:\\d+/dashboard/login\\?token=\\S{43}\n");
    }

    @Test
    void nobodyLogsInToAClosedAccount() throws Exception {
        DemoProcess login = login("cus_gone");

        assertThat(login.waitFor()).isEqualTo(1);
        assertThat(login.err()).matches("keystile-demo: the account 'cus_gone' is closed, [^\n]+\n");
        assertThat(login.out()).isEmpty();
    }

    @Test
    void anUnknownAccountIsAnError() throws Exception {
        DemoProcess login = login("nobody");

        assertThat(login.waitFor()).isEqualTo(1);
        assertThat(login.err()).matches("keystile-demo: [^\n]*'nobody'[^\n]*\n");
        assertThat(login.out()).isEmpty();
    }
}
