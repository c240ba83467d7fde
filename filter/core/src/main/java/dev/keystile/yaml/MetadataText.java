package dev.keystile.yaml;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Metadata as the tables of SQL keep it: a JSON object whose values are texts, such as {@code {"region": "eu"}}. The
 * order is kept. Whatever else is there, such as a number or a second value of a name, is an error.
 */
public final class MetadataText {

    private static final String EMPTY = "{}";
    private static final String FORM = "the metadata must be a JSON object of texts such as {\"region\": \"eu\"}";
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private MetadataText() {}

    /** The text of metadata that keeps the rules, so that no character but the quote and the backslash needs an escape. */
    public static String write(Map<String, String> metadata) {
        StringBuilder json = new StringBuilder("{");
        metadata.forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ", ");
            json.append(quoted(name)).append(": ").append(quoted(value));
        });
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * Reads the text, event by event, so that nested values are refused and not followed.
     *
     * @throws IllegalArgumentException if the text is not of this form; the message does not repeat it
     */
    public static Map<String, String> read(String text) {
        if (text.equals(EMPTY)) {
            return Map.of();
        }
        try {
            Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
            require(events.next().getEventId() == Event.ID.StreamStart);
            require(events.next().getEventId() == Event.ID.DocumentStart);
            require(events.next() instanceof MappingStartEvent start && start.getFlowStyle() == FlowStyle.FLOW);
            Map<String, String> metadata = new LinkedHashMap<>();
            for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
                require(metadata.put(text(event), text(events.next())) == null);
            }
            require(events.next().getEventId() == Event.ID.DocumentEnd);
            require(events.next().getEventId() == Event.ID.StreamEnd);
            return metadata;
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    private static String text(Event event) {
        require(event instanceof ScalarEvent);
        ScalarEvent scalar = (ScalarEvent) event;
        require(scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                && scalar.getAnchor().isEmpty()
                && scalar.getTag().isEmpty());
        return scalar.getValue();
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException(FORM);
        }
    }
}
