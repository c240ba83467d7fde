package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void aNewIdIsTheProcesssPrefixAndTheNumberInHexadecimalDigits() {
        RequestIds ids = new RequestIds();
        String prefix = ids.choose(null).split("-")[0] + '-';

        assertThat(prefix).matches("[89a-f][0-9a-f]{15}-");
        for (int number = 2; number < 70_000; number++) {
            assertThat(ids.choose(null)).isEqualTo(prefix + Integer.toHexString(number));
        }
        assertThat(new RequestIds().choose(null)).doesNotStartWith(prefix);
    }

    @Test
    void aHarmlessIdOfTheClientsOwnIsKeptAndAnyOtherReplaced() {
        RequestIds ids = new RequestIds();

        for (String good : new String[] {"a.B_9-x", "azAZ09", "a".repeat(128)}) {
            assertThat(ids.choose(good)).isEqualTo(good);
        }
        for (String bad : new String[] {
            "", "a b", "a\r\nb", "é", "sk_x", "xpk_x", "SK_x", "a/", "a:", "a@", "a[", "a`", "a{", "a".repeat(129)
        }) {
            assertThat(ids.choose(bad)).as(bad).matches("[0-9a-f]{16}-[0-9a-f]+");
        }
    }
}
