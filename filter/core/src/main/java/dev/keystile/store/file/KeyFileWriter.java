package dev.keystile.store.file;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Project;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Writes a key file in its form, one environment, account or key a line. */
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
        List<NodeTuple> sections = new ArrayList<>();
        sections.add(lines("environments", file.environments(), environment -> environment(file, environment)));
        if (file.namesAccounts()) {
            Map<String, List<Project>> projects = file.projectsByAccount();
            sections.add(lines(
                    "accounts",
                    file.accounts(),
                    account -> account(account, projects.getOrDefault(account.id(), List.of()))));
        }
        sections.add(lines("keys", file.keys(), key -> key(file, key)));
        Node root = new MappingNode(Tag.MAP, sections, FlowStyle.BLOCK);
        Text text = new Text();
        new Dump(SETTINGS).dumpNode(root, text);
        return text.toString();
    }

    private static <T> NodeTuple lines(String name, List<T> values, Function<T, Node> line) {
        FlowStyle style = values.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        return new NodeTuple(
                text(name), new SequenceNode(Tag.SEQ, values.stream().map(line).toList(), style));
    }

    private static Node environment(KeyFile file, Environment environment) {
        List<NodeTuple> fields = new ArrayList<>();
        put(fields, "id", environment.id());
        put(fields, "name", environment.name());
        if (!file.namesAccounts()) {
            put(
                    fields,
                    "project-id",
                    file.project(AccountRecord.DEFAULT, environment).id());
        }
        return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
    }

    private static Node account(AccountRecord record, List<Project> projects) {
        Account account = record.account();
        List<NodeTuple> fields = new ArrayList<>();
        put(fields, "id", account.id());
        put(fields, "name", account.name());
        if (!account.plan().isEmpty()) {
            put(fields, "plan", account.plan());
        }
        putMapping(fields, "metadata", account.metadata());
        Map<String, String> projectIds = new LinkedHashMap<>();
        projects.stream()
                .filter(project -> !project.isDerived())
                .forEach(project -> projectIds.put(project.environment().id(), project.id()));
        putMapping(fields, "projects", projectIds);
        if (record.state() != AccountState.ACTIVE) {
            put(fields, "state", record.state().label());
        }
        return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
    }

    private static Node key(KeyFile file, ApiKey key) {
        List<NodeTuple> fields = new ArrayList<>();
        put(fields, "id", key.id());
        if (file.namesAccounts()) {
            put(fields, "account", key.account().id());
        }
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
        putMapping(fields, "metadata", key.metadata());
        put(fields, "created-at", key.createdAt());
        put(fields, "expires-at", key.expiresAt());
        put(fields, "revoked-at", key.revokedAt());
        return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
    }

    private static void putMapping(List<NodeTuple> fields, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            List<NodeTuple> entries = new ArrayList<>();
            values.forEach((entry, value) -> put(entries, entry, value));
            fields.add(new NodeTuple(text(name), new MappingNode(Tag.MAP, entries, FlowStyle.FLOW)));
        }
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
