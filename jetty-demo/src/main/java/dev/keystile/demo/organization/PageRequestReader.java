package dev.keystile.demo.organization;

import dev.keystile.demo.api.Answer.FieldError;
import dev.keystile.demo.api.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list: {@code limit}, {@code order}, {@code after}, {@code before}, {@code domains}. */
final class PageRequestReader {

    private static final int USUAL = 10;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern CURSOR = Pattern.compile("org_[0-9A-Z]{26}");

    private final HttpServletRequest request;
    private final List<FieldError> errors = new ArrayList<>();

    private PageRequestReader(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Reads a request.
     *
     * @throws ApiException 422
     */
    static PageRequest read(HttpServletRequest request) {
        return new PageRequestReader(request).read();
    }

    private PageRequest read() {
        PageRequest page = new PageRequest(limit(), newestFirst(), cursor("after"), cursor("before"), domains());
        if (page.after() != null && page.before() != null) {
            errors.add(new FieldError("before", "not_with_after"));
        }
        if (!errors.isEmpty()) {
            throw ApiException.unprocessable(errors);
        }
        return page;
    }

    private int limit() {
        String limit = value("limit");
        if (limit != null && !LIMIT.matcher(limit).matches()) {
            errors.add(new FieldError("limit", "must_be_1_to_100"));
            return USUAL;
        }
        return limit == null ? USUAL : Integer.parseInt(limit);
    }

    private boolean newestFirst() {
        String order = value("order");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            errors.add(new FieldError("order", "must_be_asc_or_desc"));
        }
        return !"asc".equals(order);
    }

    private @Nullable String cursor(String name) {
        String id = value(name);
        if (id != null && !CURSOR.matcher(id).matches()) {
            errors.add(new FieldError(name, "must_be_organization_id"));
        }
        return id;
    }

    private Set<String> domains() {
        return Stream.of("domains", "domains[]")
                .map(request::getParameterValues)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toSet());
    }

    private @Nullable String value(String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
