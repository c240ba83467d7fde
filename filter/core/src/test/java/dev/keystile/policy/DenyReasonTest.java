package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenyReasonTest {

    @ParameterizedTest
    @EnumSource
    void aReasonSaysWhatIsWrongAndWhatToDo(DenyReason reason) {
        assertThat(reason.title()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.detail()).contains(" ").endsWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void itsCodeIsBuiltInAndIsWhatLogsShow(DenyReason reason) {
        assertThat(reason.code()).isEqualTo(reason.name().toLowerCase(Locale.ROOT));
        assertThat(reason).hasToString(reason.code());
        assertThat(DenyReason.isCode(reason.code())).isTrue();
        assertThat(DenyReason.isCode(reason.name())).isFalse();
    }
}
