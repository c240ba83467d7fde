package dev.keystile.store.file;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.PrintableText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes a key file, one environment or key a line. */
final class KeyFileWriter {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .setMaxSimpleKeyLength(1024)
            .setIndent(4)
            .setIndicatorIndent(2)
            .build();

    private KeyFileWriter() {}

    private static final class Text extends StringWriter implements StreamDataWriter {}

    static String write(KeyFile file) {
        Node root = new MappingNode(
                Tag.MAP,
                List.of(
                        lines("environments", file.environments(), KeyFileWriter::environment),
                        lines("keys", file.keys(), KeyFileWriter::key)),
                FlowStyle.BLOCK);
        Text text = new Text();
        new Dump(SETTINGS).dumpNode(root, text);
        return text.toString();
    }

    private static <T> NodeTuple lines(String name, List<T> values, Function<T, Node> line) {
        FlowStyle style = values.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        return new NodeTuple(
                text(name), new SequenceNode(Tag.SEQ, values.stream().map(line).toList(), style));
    }

    private static Node environment(Environment environment) {
        List<NodeTuple> fields = new ArrayList<>();
        put(fields, "id", environment.id());
        put(fields, "name", environment.name());
        put(fields, "project-id", environment.projectId());
        return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
    }

    private static Node key(KeyRecord key) {
        List<NodeTuple> fields = new ArrayList<>();
        put(fields, "id", key.id());
        put(fields, "type", key.type().label());
        put(fields, "environment", key.environment().id());
        put(fields, "name", key.name());
        put(fields, "sha256", key.digest().toHex());
        if (key.lastFour() != null) {
            put(fields, "last-four", key.lastFour());
        }
        if (!key.scopes().isUnrestricted()) {
            putList(fields, "scopes", key.scopes().values());
        }
        putList(fields, "allowed-origins", key.restrictions().origins());
        putList(fields, "allowed-networks", key.restrictions().networks());
        put(fields, "created-at", key.createdAt());
        put(fields, "expires-at", key.expiresAt());
        put(fields, "revoked-at", key.revokedAt());
        return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
    }

    private static void putList(List<NodeTuple> fields, String name, @Nullable Collection<?> values) {
        if (values != null) {
            List<Node> texts =
                    values.stream().map(value -> text(value.toString())).toList();
            fields.add(new NodeTuple(text(name), new SequenceNode(Tag.SEQ, texts, FlowStyle.FLOW)));
        }
    }

    private static void put(List<NodeTuple> fields, String name, @Nullable Object value) {
        Node node = value == null ? new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN) : text(value.toString());
        fields.add(new NodeTuple(text(name), node));
    }

    /** The library leaves some line breaks and marks of Unicode bare, and does not read them back. */
    private static Node text(String value) {
        ScalarStyle style = PrintableText.isPrintable(value) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, value, style);
    }
}
