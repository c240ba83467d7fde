package dev.keystile.demo.organization;

import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiResponse;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.api.JsonBody;
import dev.keystile.demo.api.PageRequestReader;
import dev.keystile.demo.api.RequestIdentity;
import dev.keystile.demo.api.SortableIds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The API endpoints of organizations. Each request works on the organizations of its own project only. */
public final class OrganizationEndpoints {

    private record Deleted(String object, String id, boolean deleted) {}

    private static final String EXTERNAL = "/external_id/";

    private final Jdbi jdbi;
    private final OrganizationFactory factory;

    /** The endpoints for the organizations in a database. */
    public OrganizationEndpoints(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        factory = new OrganizationFactory(clock);
    }

    /** The list, {@code /organizations}. */
    public ApiServlet collection() {
        return ApiServlet.of(Map.of("GET", this::list, "POST", this::create));
    }

    /** A single organization, {@code /organizations/*}. */
    public ApiServlet item() {
        return ApiServlet.of(Map.of("GET", this::get, "PUT", this::update, "DELETE", this::delete));
    }

    private OrganizationRepository repository(HttpServletRequest request) {
        return new OrganizationRepository(jdbi, RequestIdentity.projectId(request), factory);
    }

    private ApiResponse list(HttpServletRequest request) {
        return ApiResponse.ok(repository(request).list(PageRequestReader.read(request, "org"), domains(request)));
    }

    private ApiResponse create(HttpServletRequest request) throws IOException {
        OrganizationRepository repository = repository(request);
        return new ApiResponse(201, repository.create(OrganizationChangeReader.read(JsonBody.read(request), true)));
    }

    private ApiResponse get(HttpServletRequest request) {
        OrganizationRepository repository = repository(request);
        String external = externalId(request);
        return ApiResponse.ok((external == null ? repository.find(id(request)) : repository.findExternal(external))
                .orElseThrow(OrganizationEndpoints::notFound));
    }

    private ApiResponse update(HttpServletRequest request) throws IOException {
        OrganizationRepository repository = repository(request);
        String id = id(request);
        if (repository.find(id).isEmpty()) {
            throw notFound();
        }
        OrganizationChange change = OrganizationChangeReader.read(JsonBody.read(request), false);
        return ApiResponse.ok(repository.update(id, change).orElseThrow(OrganizationEndpoints::notFound));
    }

    private ApiResponse delete(HttpServletRequest request) {
        String id = id(request);
        if (!repository(request).delete(id)) {
            throw notFound();
        }
        return new ApiResponse(202, new Deleted("organization", id, true));
    }

    private static Set<String> domains(HttpServletRequest request) {
        return Stream.of("domains", "domains[]")
                .map(request::getParameterValues)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT).replace('\0', '?'))
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String id(HttpServletRequest request) {
        String below = request.getPathInfo();
        String id = below == null ? "" : below.substring(1);
        if (!SortableIds.isId(id, "org")) {
            throw notFound();
        }
        return id;
    }

    /** The external id in the path, by which an organization can be read too; null if the path has none. */
    private static @Nullable String externalId(HttpServletRequest request) {
        String below = String.valueOf(request.getPathInfo());
        return below.startsWith(EXTERNAL) ? below.substring(EXTERNAL.length()).replace('\0', '?') : null;
    }

    private static ApiException notFound() {
        return ApiException.notFound("organization");
    }
}
