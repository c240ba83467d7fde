package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestId;
import java.util.List;

/** Decisions for tests of what hears them. */
public final class SampleDecisions {

    private SampleDecisions() {}

    public static Decision granted(Identity identity) {
        return new Decision.Granted(KnownKey.asserted(identity), "/a", RequestId.of("r-1"), List.of());
    }

    public static Decision open() {
        return new Decision.Open("/health", RequestId.of("r-1"), List.of());
    }

    public static Decision preflight() {
        return new Decision.Preflight("/a", RequestId.of("r-1"), List.of());
    }

    public static Decision denied(DenyReason reason) {
        return denied(reason, null, null, "/a", "r-1");
    }

    public static Decision denied(Refusal refusal, Identity identity, String hint) {
        return denied(refusal, identity, hint, "/a", "r-1");
    }

    public static Decision denied(Refusal refusal, Identity identity, String hint, String route, String requestId) {
        ProblemDocument problem = ProblemDocument.of(
                ProblemDocument.DEFAULT_BASE, refusal.code(), refusal.status(), refusal.title(), refusal.detail());
        return new Decision.Denied(
                refusal, problem, identity, presented(hint), route, RequestId.of(requestId), List.of());
    }

    private static PresentedKey presented(String hint) {
        return hint == null ? null : PresentedKey.read(hint.replace("…", "demo_" + "0".repeat(20)));
    }
}
