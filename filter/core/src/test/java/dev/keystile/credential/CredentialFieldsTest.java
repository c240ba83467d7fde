package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialFieldsTest {

    private static final CredentialFields TWO = CredentialFields.DEFAULT.withHeaders("X-API-Key", "X-Key");

    @Test
    void aFieldIsRequiredOnlyWhereAuthorizationBelongsToTheApplication() {
        assertThat(CredentialFields.DEFAULT.requiredHeader()).isNull();
        assertThat(TWO.requiredHeader()).isNull();
        assertThat(TWO.withoutAuthorization().requiredHeader()).isEqualTo("X-API-Key");
        assertThat(CredentialFields.DEFAULT.withoutAuthorization().requiredHeader())
                .isNull();
    }

    @Test
    void eachChangeKeepsTheRest() {
        assertThat(TWO.withOtherFormats().withoutAuthorization())
                .isEqualTo(new CredentialFields(false, true, List.of("X-API-Key", "X-Key"), true));
        assertThat(new CredentialFields(true, false, List.of(), true).withHeaders("A"))
                .isEqualTo(new CredentialFields(true, false, List.of("A"), true));
    }

    @Test
    void theListIsCopied() {
        List<String> names = new ArrayList<>(List.of("A"));
        CredentialFields fields = new CredentialFields(true, true, names, false);
        names.add("B");

        assertThat(fields.headers()).containsExactly("A");
    }
}
