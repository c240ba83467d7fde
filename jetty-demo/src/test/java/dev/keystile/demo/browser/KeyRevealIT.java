package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import dev.keystile.key.ApiKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRevealIT extends BrowserTest {

    @BeforeEach
    void visit() {
        logIn();
    }

    @Test
    void eachRevealOfADemoSecretKeyIsAudited() throws Exception {
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Secret", Map.of("Name", "seen"));
        String key = keys.text("seen").textContent();
        String id = keys().named("seen").get(0).id();
        page.reload();
        assertThat(page.content()).doesNotContain(key);

        keys.reveal("seen");
        assertThat(keys.text("seen")).hasText(key);
        assertThat(keys.notice()).containsText("The audit log has a note of it.");
        assertThat(keys().audited("reveal", id)).isEqualTo(1);

        page.reload();
        keys.reveal("seen");
        assertThat(keys.text("seen")).hasText(key);
        assertThat(keys().audited("reveal", id)).isEqualTo(2);
    }

    @Test
    void thePageShowsPublishableKeysAndMasksSecretOnes() {
        KeysPage keys = open(DEMO_KEYS);

        assertThat(keys.text("first").first()).hasText(demo.demoKeys().publishableKey());
        assertThat(keys.text("first").last())
                .hasText("sk_demo_…" + lastFour(demo.demoKeys().secretKey()));
        assertThat(page.content()).doesNotContain(demo.demoKeys().secretKey());
    }

    @Test
    void secretKeysOfTheDefaultProjectCannotBeRevealed() throws Exception {
        KeysPage keys = open(DEFAULT_KEYS);
        assertThat(keys.text("first").last())
                .hasText("sk_default_…" + lastFour(demo.defaultKeys().secretKey()));
        assertThat(keys.button("Reveal first")).hasCount(0);

        String id = keys().make("default", "unseen").record().id();
        post(DEFAULT_KEYS + "/" + id + "/reveal", FormData.create().set("csrf", csrfToken()));
        page.reload();

        assertThat(keys.notice()).containsText("cannot be shown again");
        assertThat(keys().audited("reveal", id)).isZero();
    }

    @Test
    void aRevokedKeyIsNotRevealed() throws Exception {
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Secret", Map.of("Name", "gone"));
        String key = keys.text("gone").textContent();
        keys.revoke("gone");
        assertThat(keys.notice()).containsText("The key is revoked.");

        tryToReveal("gone");

        assertThat(keys.notice()).containsText("Nothing was changed");
        assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void aKeyThatEndedByARollIsNotRevealed() throws Exception {
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Secret", Map.of("Name", "rolled"));
        String key = keys.text("rolled").textContent();
        keys.roll("rolled", "Now");
        assertThat(keys.notice()).containsText("The old one has ended.");

        tryToReveal("rolled");

        assertThat(keys.notice()).containsText("Nothing was changed");
        assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void theDatabaseHoldsNoTextOfAKey() {
        assertThat(keys().sealed())
                .isNotEmpty()
                .allSatisfy(jwe -> assertThat(jwe)
                        .doesNotContain(
                                demo.demoKeys().secretKey(), demo.demoKeys().publishableKey())
                        .doesNotContain("sk_", "pk_"));
    }

    @Test
    void theSealingKeyIsInAFileForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("sealing-key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void tryToReveal(String name) throws Exception {
        ApiKey ended = keys().named(name).get(0);
        post(DEMO_KEYS + "/" + ended.id() + "/reveal", FormData.create().set("csrf", csrfToken()));
        page.reload();
    }

    private static String lastFour(String key) {
        return key.substring(key.length() - 4);
    }
}
