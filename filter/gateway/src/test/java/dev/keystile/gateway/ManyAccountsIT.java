package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.IssuedKey;
import dev.keystile.store.file.FileAdminStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyAccountsIT {

    @TempDir
    private Path folder;

    @Test
    void eachRequestSaysTheAccountEnvironmentAndProjectOfItsOwnKey() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.start()) {
            Path file = RunningGateway.configure(folder, """
                    upstreams: [{path: /**, url: %s}]
                    routes: [{path: /**, access: publishable}]
                    """.formatted(upstream.url()));
            List<IssuedKey> issued = createAccounts(10);
            try (RunningGateway gateway = RunningGateway.open(file)) {
                for (IssuedKey key : issued) {
                    gateway.request("GET", "/orders", "Authorization: Bearer " + key.key());

                    ScriptedUpstream.Call call = upstream.next();
                    assertThat(call.values("X-Keystile-Account"))
                            .containsExactly(key.record().account().id());
                    assertThat(call.values("X-Keystile-Environment"))
                            .containsExactly(key.record().environment().id());
                    assertThat(call.values("X-Keystile-Project"))
                            .containsExactly(key.record().project().id());
                    assertThat(call.values("X-Keystile-Key-Id"))
                            .containsExactly(key.record().id());
                }
            }
        }
    }

    private List<IssuedKey> createAccounts(int count) throws Exception {
        AccountAdmin accounts = AccountAdmin.on(new FileAdminStore(folder.resolve("keys.yaml")));
        List<IssuedKey> issued = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AccountRequest request = AccountRequest.of("Company " + i).id("cus_" + i);
            issued.addAll(
                    accounts.createWithKeys(new Actor("test", "here"), request).keys());
        }
        return issued;
    }
}
