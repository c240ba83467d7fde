package dev.keystile.demo.docs;

import dev.keystile.policy.DenyReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The explanations of all refusals, grouped by status: the cause, and what the client should do. */
public final class RefusalGuide {

    /**
     * The refusals of one status.
     *
     * @param status the HTTP status
     * @param meaning the meaning of the status
     * @param refusals the refusals with this status
     */
    public record Group(int status, String meaning, List<Entry> refusals) {}

    /**
     * An explained refusal.
     *
     * @param code the {@code code} of the problem document
     * @param status the HTTP status
     * @param title the title of the problem document
     * @param cause the reason of the refusal
     * @param cure the advice to the client
     * @param error the {@code error} of the WWW-Authenticate challenge; null if there is none
     */
    public record Entry(
            String code,
            int status,
            String title,
            String cause,
            String cure,
            @Nullable String error) {}

    private static final Properties TEXTS = load();
    private static final List<Group> GROUPS = group();

    private RefusalGuide() {}

    /** All refusals of the filter, in the order of their status. */
    public static List<Group> groups() {
        return GROUPS;
    }

    /** The explanation of a refusal. */
    public static Entry of(DenyReason reason) {
        return new Entry(
                reason.code(), reason.status(), reason.title(), text(reason.code()), reason.detail(), reason.error());
    }

    private static List<Group> group() {
        Map<Integer, List<Entry>> byStatus = Stream.of(DenyReason.values())
                .map(RefusalGuide::of)
                .collect(Collectors.groupingBy(Entry::status, TreeMap::new, Collectors.toList()));
        return byStatus.entrySet().stream()
                .map(group -> new Group(group.getKey(), text(group.getKey().toString()), group.getValue()))
                .toList();
    }

    private static String text(String name) {
        return Objects.requireNonNull(TEXTS.getProperty(name), () -> "refusals.properties lacks " + name);
    }

    private static Properties load() {
        try (InputStream file = Objects.requireNonNull(RefusalGuide.class.getResourceAsStream("refusals.properties"));
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
