package dev.keystile.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.policy.DenyReason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalGuideTest {

    @ParameterizedTest
    @EnumSource(DenyReason.class)
    void everyRefusalHasACauseAndACure(DenyReason reason) {
        RefusalGuide.Entry refusal = RefusalGuide.of(reason);

        assertThat(refusal.cause()).endsWith(".");
        assertThat(refusal.cure()).isEqualTo(reason.detail());
        assertThat(refusal.error()).isEqualTo(reason.error());
    }

    @Test
    void everyRefusalIsInTheGroupOfItsStatus() {
        assertThat(RefusalGuide.groups().stream()
                        .flatMap(group -> group.refusals().stream())
                        .map(RefusalGuide.Entry::code))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(DenyReason.values()).map(DenyReason::code).toList());
        assertThat(RefusalGuide.groups())
                .allSatisfy(
                        group -> assertThat(group.refusals()).allMatch(refusal -> refusal.status() == group.status()));
    }
}
