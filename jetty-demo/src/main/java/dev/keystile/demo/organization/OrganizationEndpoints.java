package dev.keystile.demo.organization;

import dev.keystile.demo.api.Answer;
import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.api.Caller;
import dev.keystile.demo.api.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Organizations over HTTP. Each request works on the repository of its own environment. */
public final class OrganizationEndpoints {

    private record Deleted(String object, String id, boolean deleted) {}

    private final InstantSource clock;
    private final Map<String, OrganizationRepository> repositories = new ConcurrentHashMap<>();

    /** Empty repositories on a clock. */
    public OrganizationEndpoints(InstantSource clock) {
        this.clock = clock;
    }

    /** What answers at {@code /organizations}. */
    public ApiServlet collection() {
        return ApiServlet.of(Map.of("GET", this::list, "POST", this::create));
    }

    /** What answers at {@code /organizations/*}. */
    public ApiServlet item() {
        return ApiServlet.of(Map.of("GET", this::get, "PUT", this::update, "DELETE", this::delete));
    }

    private OrganizationRepository repository(HttpServletRequest request) {
        return repositories.computeIfAbsent(
                Caller.environment(request).id(), environment -> new OrganizationRepository(clock));
    }

    private Answer list(HttpServletRequest request) {
        return Answer.ok(repository(request).list(PageRequestReader.read(request)));
    }

    private Answer create(HttpServletRequest request) throws IOException {
        OrganizationRepository repository = repository(request);
        return new Answer(201, repository.create(OrganizationChangeReader.read(JsonBody.read(request), true)));
    }

    private Answer get(HttpServletRequest request) {
        return Answer.ok(repository(request).find(id(request)).orElseThrow(OrganizationEndpoints::notFound));
    }

    private Answer update(HttpServletRequest request) throws IOException {
        OrganizationRepository repository = repository(request);
        String id = id(request);
        if (repository.find(id).isEmpty()) {
            throw notFound();
        }
        OrganizationChange change = OrganizationChangeReader.read(JsonBody.read(request), false);
        return Answer.ok(repository.update(id, change).orElseThrow(OrganizationEndpoints::notFound));
    }

    private Answer delete(HttpServletRequest request) {
        String id = id(request);
        if (!repository(request).delete(id)) {
            throw notFound();
        }
        return new Answer(202, new Deleted("organization", id, true));
    }

    private static String id(HttpServletRequest request) {
        String below = request.getPathInfo();
        return below == null ? "" : below.substring(1);
    }

    private static ApiException notFound() {
        return ApiException.notFound("organization");
    }
}
