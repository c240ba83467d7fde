package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.Gateway;
import dev.keystile.markdown.MarkdownBlock;
import dev.keystile.store.file.FileKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each configuration that the READMEs show is one that the program takes. */
class ConfigurationBlocksTest {

    private static final Path DIST = Repository.ROOT.resolve("filter/gateway/src/main/dist");

    @TempDir
    private Path folder;

    private static Stream<MarkdownBlock> blocks(String info) throws Exception {
        return Repository.blocks().stream().filter(block -> block.info().equals(info));
    }

    static Stream<MarkdownBlock> keystileFiles() throws Exception {
        return blocks("yaml keystile.yaml");
    }

    static Stream<MarkdownBlock> gatewayFiles() throws Exception {
        return blocks("yaml gateway.yaml");
    }

    static Stream<MarkdownBlock> keyFiles() throws Exception {
        return blocks("yaml keys.yaml");
    }

    static Stream<MarkdownBlock> webFiles() throws Exception {
        return blocks("xml web.xml");
    }

    @ParameterizedTest
    @MethodSource("keystileFiles")
    void aKeystileFileIsLoaded(MarkdownBlock block) {
        String password = block.content().replace("${KEYSTILE_PASSWORD}", "from-the-environment");
        KeystileConfig config = ConfigLoader.load(new ConfigSource(block.toString(), password, folder), Map.of());

        assertThat(config.store().type()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("gatewayFiles")
    void aGatewayFileIsRight(MarkdownBlock block) throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), "{environments: [], keys: []}");

        assertThat(Gateway.check(Files.writeString(folder.resolve("gateway.yaml"), block.content())))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("keyFiles")
    void aKeyFileIsOpened(MarkdownBlock block) throws Exception {
        try (FileKeyStore store = FileKeyStore.open(Files.writeString(folder.resolve("keys.yaml"), block.content()))) {
            assertThat(store.problem()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("webFiles")
    void aWebFileNamesTheFilterAndItsSettings(MarkdownBlock block) throws Exception {
        Element root = Repository.xml(block.content()).getDocumentElement();
        Map<String, String> settings = new HashMap<>();
        NodeList names = root.getElementsByTagName("param-name");
        for (int i = 0; i < names.getLength(); i++) {
            settings.put(
                    names.item(i).getTextContent(),
                    root.getElementsByTagName("param-value").item(i).getTextContent());
        }
        String filter = root.getElementsByTagName("filter-class").item(0).getTextContent();

        assertThat(Class.forName(filter)).isNotNull();
        assertThat(settings.remove("config")).isEqualTo("/WEB-INF/keystile.yaml");
        assertThat(ConfigLoader.load(new ConfigSource("web.xml", "", folder), settings))
                .isNotNull();
    }

    @Test
    void anArtifactIsOneOfThisProject() throws Exception {
        for (MarkdownBlock block : blocks("xml pom.xml").toList()) {
            Element root = Repository.xml(block.content()).getDocumentElement();
            String artifact = root.getElementsByTagName("artifactId").item(0).getTextContent();
            String version = root.getElementsByTagName("version").item(0).getTextContent();

            assertThat(Files.readString(Repository.ROOT.resolve("pom.xml")))
                    .contains("<artifactId>" + artifact + "</artifactId>", "<version>" + version + "</version>");
        }
    }

    /** A part of nginx.conf: its lines are lines of the whole file, in the same order. */
    @Test
    void aPartOfAReadyFileIsInTheFile() throws Exception {
        List<String> whole = Files.readAllLines(DIST.resolve("nginx.conf")).stream()
                .map(String::strip)
                .toList();
        for (MarkdownBlock block : blocks("nginx").toList()) {
            List<String> part = block.content()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();

            assertThat(whole).containsSubsequence(part);
        }
    }
}
