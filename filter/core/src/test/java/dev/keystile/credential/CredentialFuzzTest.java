package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keystile.key.PresentedKey;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Any lines of the two fields that may hold a key. A line that begins with an equals sign is of the additional field. */
class CredentialFuzzTest {

    private static final String EXTRA = "X-API-Key";
    private static final String SPACES = "[ \t]*";

    private static final List<HeaderCredentialReader> READERS =
            List.of(reader(false), reader(true), reader(false, EXTRA), reader(true, EXTRA));

    private static HeaderCredentialReader reader(boolean basic, String... headers) {
        return new HeaderCredentialReader(new CredentialFields(true, basic, List.of(headers), false));
    }

    @FuzzTest(maxDuration = "2m")
    void onlyAKeyThatStandsAloneIsPresented(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> lines = text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
        String[] extra = lines.stream()
                .filter(line -> line.startsWith("="))
                .map(line -> line.substring(1))
                .toArray(String[]::new);
        String[] authorization =
                lines.stream().filter(line -> !line.startsWith("=")).toArray(String[]::new);
        FakeRequest request =
                FakeRequest.get("/").with("Authorization", authorization).with(EXTRA, extra);
        for (HeaderCredentialReader reader : READERS) {
            boolean basic = reader == READERS.get(1) || reader == READERS.get(3);
            boolean readsExtra = reader == READERS.get(2) || reader == READERS.get(3);
            check(reader.read(request), authorization, readsExtra ? extra : new String[0], basic);
        }
    }

    private static void check(Credential credential, String[] authorization, String[] extra, boolean basic) {
        int lines = authorization.length + extra.length;
        assertThat(credential == Credential.Absent.ABSENT).isEqualTo(lines == 0);
        if (authorization.length > 1) {
            assertThat(credential).isEqualTo(Credential.Invalid.MULTIPLE);
        } else if (lines > 0) {
            Set<@Nullable String> keys = keys(authorization, extra, basic);
            String key = keys.iterator().next();
            PresentedKey expected = keys.size() > 1 || key == null ? null : PresentedKey.read(key);
            assertThat(credential instanceof Credential.Presented).isEqualTo(expected != null);
            if (credential instanceof Credential.Presented presented && expected != null) {
                assertThat(presented.key().digest()).isEqualTo(expected.digest());
            }
        }
    }

    /** The keys that the lines hold, with null for a line that holds none. */
    private static Set<@Nullable String> keys(String[] authorization, String[] extra, boolean basic) {
        Set<@Nullable String> keys = new HashSet<>();
        for (String line : authorization) {
            keys.add(keyIn(stripped(line), basic));
        }
        for (String line : extra) {
            keys.add(stripped(line));
        }
        return keys;
    }

    private static @Nullable String keyIn(String field, boolean basic) {
        if (field.matches("(?si)bearer +[^ ].*")) {
            return field.replaceFirst("(?i)^bearer +", "");
        }
        return basic && field.matches("(?si)basic +[^ ].*") ? userId(field.replaceFirst("(?i)^basic +", "")) : null;
    }

    private static @Nullable String userId(String credentials) {
        try {
            byte[] bytes = Base64.getDecoder().decode(credentials);
            String userPass = new String(bytes, StandardCharsets.UTF_8);
            boolean emptyPassword = userPass.indexOf(':') == userPass.length() - 1 && !userPass.isEmpty();
            return emptyPassword ? userPass.substring(0, userPass.length() - 1) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String stripped(String field) {
        return field.replaceFirst("^" + SPACES, "").replaceFirst(SPACES + "$", "");
    }
}
