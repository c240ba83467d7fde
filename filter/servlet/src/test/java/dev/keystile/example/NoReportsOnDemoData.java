package dev.keystile.example;

import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.Refusal;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.Set;

final class NoReportsOnDemoData implements Policy {

    private static final Refusal REFUSAL = Refusal.of(
            "reports_need_live_data", 403, "No reports on demo data", "Use a key of the Default Project for reports.");

    @Override
    public Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        boolean demo = key.identity().environment().id().equals("demo");
        return demo && route.route().startsWith("/reports") ? REFUSAL : null;
    }

    @Override
    public Set<Refusal> refusals() {
        return Set.of(REFUSAL);
    }
}
