package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void aNewIdIsTheProcesssPrefixAndTheNumberInHexadecimalDigits() {
        RequestIds ids = new RequestIds();
        String prefix = ids.choose(null).value().split("-")[0] + '-';

        assertThat(prefix).matches("[89a-f][0-9a-f]{15}-");
        for (int number = 2; number < 70_000; number++) {
            assertThat(ids.choose(null).value()).isEqualTo(prefix + Integer.toHexString(number));
        }
        assertThat(new RequestIds().choose(null).value()).doesNotStartWith(prefix);
    }

    @Test
    void aHarmlessIdOfTheClientsOwnIsKeptAndAnyOtherReplaced() {
        RequestIds ids = new RequestIds();

        for (String good : new String[] {"a.B_9-x", "azAZ09", "a".repeat(128)}) {
            assertThat(ids.choose(good).value()).isEqualTo(good);
        }
        for (String bad : new String[] {
            "", "a b", "a\r\nb", "é", "sk_x", "xpk_x", "SK_x", "a/", "a:", "a@", "a[", "a`", "a{", "a".repeat(129)
        }) {
            assertThat(ids.choose(bad).value()).as(bad).matches("[0-9a-f]{16}-[0-9a-f]+");
        }
    }

    @Test
    void whatCannotBeAnIdIsRefused() {
        assertThat(RequestId.of("r-1").value()).isEqualTo("r-1");
        assertThat(RequestId.of("r-1").isSent()).isTrue();
        assertThatThrownBy(() -> RequestId.of("a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the id of a request: 'a\"b'");
    }

    @Test
    void anIdIsDrawnWhenItIsNeededAndStaysTheSame() {
        RequestIds ids = new RequestIds();
        RequestId first = ids.choose(null);
        RequestId second = ids.choose(null);

        assertThat(second.value()).endsWith("-1").isEqualTo(second.value());
        assertThat(first.value()).endsWith("-2").isEqualTo(first.toString());
    }

    @Test
    void aClientThatSentAnIdIsRemembered() {
        RequestIds ids = new RequestIds();

        assertThat(ids.choose(null).isSent()).isFalse();
        assertThat(ids.choose("r-1").isSent()).isTrue();
        assertThat(ids.choose("a b").isSent()).isTrue();
        assertThat(ids.replacement().isSent()).isTrue();
        assertThat(ids.replacement().value()).endsWith("-1");
    }
}
