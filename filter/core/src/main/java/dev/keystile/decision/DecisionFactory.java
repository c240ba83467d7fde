package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RefusalFields;
import dev.keystile.reply.ResponseFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes decisions, with the header fields and the body of the response. */
final class DecisionFactory {

    private final ResponseFields fields;
    private final Map<Refusal, Response> responses = new HashMap<>();

    /** What the responses to all requests that are refused for one reason share. */
    private record Response(ProblemDocument problem, RefusalFields fields) {}

    /**
     * @param refusals all refusals of the configuration
     * @param problemBaseUri the beginning of the type of a problem
     */
    DecisionFactory(ResponseFields fields, List<Refusal> refusals, String problemBaseUri) {
        this.fields = fields;
        for (Refusal refusal : refusals) {
            ProblemDocument problem = ProblemDocument.of(
                    problemBaseUri, refusal.code(), refusal.status(), refusal.title(), fields.detail(refusal));
            responses.put(refusal, new Response(problem, fields.ofRefusal(refusal)));
        }
    }

    Decision granted(RoutedRequest request, KnownKey key) {
        return new Decision.Granted(key, request.route().route(), request.id(), fields.ofGranted(request.view()));
    }

    Decision open(RoutedRequest request) {
        return new Decision.Open(request.route().route(), request.id(), fields.ofOpen(request.view()));
    }

    Decision preflight(RoutedRequest request) {
        return new Decision.Preflight(request.route().route(), request.id(), fields.ofPreflight(request.view()));
    }

    /** A refusal that has nothing to do with a key. */
    Decision denied(RoutedRequest request, Refusal refusal) {
        return denied(request, refusal, null, null);
    }

    /** A refusal of a key that is known. */
    Decision denied(RoutedRequest request, Refusal refusal, KnownKey key) {
        return denied(request, refusal, key.identity(), null);
    }

    /** A refusal by the application; the identity is null if the request has none. */
    Decision denied(RoutedRequest request, Refusal refusal, @Nullable Identity identity) {
        return denied(request, refusal, identity, null);
    }

    /** A refusal of a key that is not known. */
    Decision denied(RoutedRequest request, Refusal refusal, PresentedKey presented) {
        return denied(request, refusal, null, presented);
    }

    private Decision denied(
            RoutedRequest request, Refusal refusal, @Nullable Identity identity, @Nullable PresentedKey presented) {
        Response response = Objects.requireNonNull(responses.get(refusal), "every refusal is known at start-up");
        String scopes = refusal == DenyReason.INSUFFICIENT_SCOPE
                ? String.join(" ", request.route().scopes())
                : "";
        RefusalFields written = scopes.isEmpty() ? response.fields() : fields.ofRefusal(refusal, scopes);
        return new Decision.Denied(
                refusal,
                response.problem(),
                identity,
                presented,
                request.route().route(),
                request.id(),
                written.of(request.view()));
    }
}
