package dev.keystile.yaml;

import dev.keystile.key.PrintableText;
import dev.keystile.key.Redaction;
import dev.keystile.setting.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one document of plain YAML: mappings, lists and text. Anchors, aliases, tags, names that stand
 * twice and deep nesting are refused, so that a small file is a small tree.
 */
final class YamlParser {

    private static final int MAX_DEPTH = 16;

    /** The library takes quadratic time for a line that does not fit into its buffer. */
    private static final int MAX_BUFFER = 1 << 20;

    private final String name;
    private final Iterator<Event> events;
    private int depth;

    private YamlParser(String name, Iterator<Event> events) {
        this.name = name;
        this.events = events;
    }

    /**
     * The root of a document; an empty mapping for an empty document.
     *
     * @param name the name of the document for messages
     */
    static YamlNode.Mapping parse(String text, String name) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(1024, Math.min(content.length(), MAX_BUFFER)))
                .build();
        try {
            return new YamlParser(name, new ParserImpl(settings, new StreamReader(settings, content))).document();
        } catch (MarkedYamlEngineException e) {
            // The message of the exception quotes lines of the document, which may hold a password.
            throw new YamlException(place(name, e.getProblemMark()), "not YAML: " + explain(oneLine(e.getProblem())));
        } catch (ReaderException e) {
            long line = content.codePoints()
                    .limit(e.getPosition())
                    .filter(c -> c == '\n')
                    .count();
            throw new YamlException(
                    new Place.InFile(name, (int) line + 1, 0),
                    "not YAML: a character U+%04X stands here".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new YamlException(new Place.InFile(name, 0, 0), "not YAML");
        }
    }

    private YamlNode.Mapping document() {
        events.next(); // the stream's start
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return new YamlNode.Mapping(Map.of(), new Place.InFile(name, 1, 1));
        }
        YamlNode root = node(events.next());
        events.next(); // the document's end
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new YamlException(place(end), "a second document begins here; the file must hold one");
        }
        if (root instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        if (root instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            return new YamlNode.Mapping(Map.of(), root.place());
        }
        throw new YamlException(root.place(), "the file holds " + root.kind() + "; it must hold names with values");
    }

    private YamlNode node(Event event) {
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new YamlException(place(event), "anchors and aliases are not read; write the value out");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            return new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), place(event));
        }
        refuseTag(event, ((CollectionStartEvent) event).getTag());
        if (++depth > MAX_DEPTH) {
            throw new YamlException(place(event), "nested more than " + MAX_DEPTH + " levels deep");
        }
        YamlNode collection = event.getEventId() == Event.ID.SequenceStart ? sequence(event) : mapping(event);
        depth--;
        return collection;
    }

    private YamlNode sequence(Event start) {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event));
            event = events.next();
        }
        return new YamlNode.Sequence(items, place(start));
    }

    private YamlNode mapping(Event start) {
        Map<String, YamlNode.NamedNode> fields = new LinkedHashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(node(event) instanceof YamlNode.Scalar key)) {
                throw new YamlException(place(event), "a name must be plain text");
            }
            YamlNode.NamedNode earlier =
                    fields.put(key.text(), new YamlNode.NamedNode(node(events.next()), key.place()));
            if (earlier != null) {
                throw new YamlException(
                        key.place(),
                        Redaction.quoted(key.text()) + " stands here again; it stands at " + earlier.place()
                                + " already");
            }
            event = events.next();
        }
        return new YamlNode.Mapping(fields, place(start));
    }

    private void refuseTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw new YamlException(place(event), "tags are not read; leave out " + Redaction.quoted(tag.get()));
        }
    }

    private Place place(Event event) {
        return place(name, event.getStartMark());
    }

    private static Place place(String name, Optional<Mark> mark) {
        return mark.map(m -> new Place.InFile(name, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place.InFile(name, 0, 0));
    }

    /** Adds advice: the common cause of this error is a pattern without quotes in a mapping on one line. */
    private static String explain(String problem) {
        return problem.endsWith("but got {")
                ? problem + "; a value with braces in it needs quotes, such as '/orders/{id}'"
                : problem;
    }

    /** The library quotes characters of the document as they are. */
    private static String oneLine(String text) {
        return PrintableText.escape(text.replaceAll("\\s+", " ").strip());
    }
}
