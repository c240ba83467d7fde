package dev.keystile.demo.organization;

import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiResponse.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an {@link OrganizationChange} from JSON and reports all invalid fields at once. Unknown fields are ignored. */
final class OrganizationChangeReader {

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
    private static final Set<String> STATES = Set.of("pending", "verified", "failed");
    private static final int MAX_TEXT = 255;
    private static final int MAX_KEY = 40;
    private static final int MAX_VALUE = 600;
    private static final int MAX_ENTRIES = 50;

    private final JsonNode root;
    private final List<FieldError> errors = new ArrayList<>();

    private OrganizationChangeReader(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a request.
     *
     * @param root a JSON object
     * @param complete whether the name is required
     * @throws ApiException with status 422 if a field is not valid
     */
    static OrganizationChange read(JsonNode root, boolean complete) {
        return new OrganizationChangeReader(root).read(complete);
    }

    private OrganizationChange read(boolean complete) {
        if (complete && !root.hasNonNull("name")) {
            errors.add(new FieldError("name", "required"));
        }
        OrganizationChange change = new OrganizationChange(name(), flag(), domains(), metadata(), externalId());
        if (!errors.isEmpty()) {
            throw ApiException.unprocessable(errors);
        }
        return change;
    }

    private @Nullable JsonNode field(String name) {
        return root.hasNonNull(name) ? root.get(name) : null;
    }

    private @Nullable String name() {
        JsonNode name = field("name");
        return name == null ? null : text("name", name);
    }

    private @Nullable Boolean flag() {
        String name = "allow_profiles_outside_organization";
        JsonNode flag = field(name);
        if (flag != null && !flag.isBoolean()) {
            errors.add(new FieldError(name, "must_be_boolean"));
        }
        return (flag != null && flag.isBoolean()) ? flag.booleanValue() : null;
    }

    private @Nullable String externalId() {
        if (!root.has("external_id")) {
            return null;
        }
        JsonNode id = field("external_id");
        return id == null ? "" : text("external_id", id);
    }

    private @Nullable Map<String, String> domains() {
        JsonNode data = field("domain_data");
        JsonNode names = field("domains");
        if (data == null && names == null) {
            return null;
        }
        Map<String, String> domains = new LinkedHashMap<>();
        for (JsonNode item : list("domain_data", data)) {
            addDomain("domain_data", item.get("domain"), item.get("state"), domains);
        }
        for (JsonNode item : list("domains", names)) {
            addDomain("domains", item.isObject() ? item.get("domain") : item, item.get("state"), domains);
        }
        return domains;
    }

    private Iterable<JsonNode> list(String field, @Nullable JsonNode list) {
        if (list != null && !list.isArray()) {
            errors.add(new FieldError(field, "must_be_array"));
        }
        return (list != null && list.isArray()) ? list.values() : List.of();
    }

    private void addDomain(
            String field, @Nullable JsonNode name, @Nullable JsonNode state, Map<String, String> domains) {
        String domain = name != null && name.isString() ? name.stringValue().toLowerCase(Locale.ROOT) : "";
        String label = state == null || state.isNull() ? "verified" : state.isString() ? state.stringValue() : "";
        if (!DOMAIN.matcher(domain).matches()) {
            errors.add(new FieldError(field, "invalid_domain"));
        } else if (!STATES.contains(label)) {
            errors.add(new FieldError(field, "invalid_state"));
        } else {
            domains.putIfAbsent(domain, label);
        }
    }

    private @Nullable Map<String, Optional<String>> metadata() {
        JsonNode metadata = field("metadata");
        if (metadata == null) {
            return null;
        }
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        if (!metadata.isObject() || metadata.size() > MAX_ENTRIES) {
            errors.add(new FieldError("metadata", metadata.isObject() ? "too_many_entries" : "must_be_object"));
            return entries;
        }
        metadata.properties().forEach(entry -> entries.put(entry.getKey(), metadataValue(entry.getValue())));
        if (!entries.keySet().stream().allMatch(key -> key.length() <= MAX_KEY && isUnicode(key))) {
            errors.add(new FieldError("metadata", "invalid_key"));
        }
        return entries;
    }

    private Optional<String> metadataValue(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().length() > MAX_VALUE) {
            errors.add(new FieldError("metadata", value.isString() ? "too_long" : "must_be_string"));
            return Optional.empty();
        }
        if (!isUnicode(value.stringValue())) {
            errors.add(new FieldError("metadata", "invalid_characters"));
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    private String text(String field, JsonNode value) {
        if (!value.isString()) {
            errors.add(new FieldError(field, "must_be_string"));
        } else if (value.stringValue().isBlank()) {
            errors.add(new FieldError(field, "must_not_be_empty"));
        } else if (value.stringValue().length() > MAX_TEXT) {
            errors.add(new FieldError(field, "too_long"));
        } else if (!isUnicode(value.stringValue())) {
            errors.add(new FieldError(field, "invalid_characters"));
        } else {
            return value.stringValue();
        }
        return "";
    }

    /** Databases accept neither NUL nor half of a surrogate pair. */
    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
