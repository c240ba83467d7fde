package dev.keystile.demo.api;

import dev.keystile.demo.api.ApiResponse.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PageRequest} from the parameters {@code limit}, {@code order}, {@code after} and {@code before}. */
public final class PageRequestReader {

    private static final int DEFAULT = 10;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");

    // Client libraries call the default order normal.
    private static final Set<String> ORDERS = Set.of("asc", "desc", "normal");

    private final HttpServletRequest request;
    private final String prefix;
    private final List<FieldError> errors = new ArrayList<>();

    private PageRequestReader(HttpServletRequest request, String prefix) {
        this.request = request;
        this.prefix = prefix;
    }

    /**
     * Reads a request.
     *
     * @param prefix the prefix of the identifiers in the list, such as {@code org}
     * @throws ApiException with status 422 if a parameter is not valid
     */
    public static PageRequest read(HttpServletRequest request, String prefix) {
        return new PageRequestReader(request, prefix).read();
    }

    private PageRequest read() {
        PageRequest page = new PageRequest(limit(), newestFirst(), cursor("after"), cursor("before"));
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
            return DEFAULT;
        }
        return limit == null ? DEFAULT : Integer.parseInt(limit);
    }

    private boolean newestFirst() {
        String order = value("order");
        if (order != null && !ORDERS.contains(order)) {
            errors.add(new FieldError("order", "must_be_asc_or_desc"));
        }
        return !"asc".equals(order);
    }

    private @Nullable String cursor(String name) {
        String id = value(name);
        if (id != null && !SortableIds.isId(id, prefix)) {
            errors.add(new FieldError(name, "must_be_id_in_this_list"));
        }
        return id;
    }

    private @Nullable String value(String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
