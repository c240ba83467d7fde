package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keystile.RequiredProgram;
import dev.keystile.markdown.MarkdownBlock;
import dev.keystile.markdown.MarkdownFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell blocks of the READMEs are executed from top to bottom, as a reader would. Only ports are replaced, and
 * {@code sk_demo_…} by the key that was printed last.
 */
class ShellBlocksIT {

    private static final Path DIST = Repository.ROOT.resolve("filter/gateway/src/main/dist");

    @TempDir
    private Path folder;

    @Test
    void theBlocksOfTheTopReadmeDoWhatItSays() throws Exception {
        List.of("python3", "curl").forEach(program -> RequiredProgram.find(program, "the README's samples"));
        try (ShellSession shell = new ShellSession(folder)) {
            String out = shell.run(blocks("README.md"));

            assertThat(out)
                    .contains("cus_42", "X-Keystile-Environment: demo", "X-Keystile-Account: default")
                    .doesNotContain("Authorization");
        }
    }

    @Test
    void theBlocksOfExternalAuthDoWhatItSays() throws Exception {
        List.of("nginx", "curl").forEach(program -> RequiredProgram.find(program, "the README's samples"));
        try (ShellSession shell = new ShellSession(folder)) {
            try (Stream<Path> files = Files.list(DIST)) {
                for (Path file : files.toList()) {
                    shell.copy(file);
                }
            }
            HttpServer application =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), shell.port("9000")), 0);
            application.createContext("/", exchange -> {
                byte[] body = ("account: " + exchange.getRequestHeaders().getFirst("X-Keystile-Account")).getBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            application.start();
            try {
                assertThat(shell.run(blocks("filter/gateway/src/main/dist/README.md")))
                        .endsWith("account: default");
            } finally {
                application.stop(0);
            }
        }
    }

    /** Maven cannot build this repository in the midst of its own tests; ServeIT starts what the commands start. */
    @Test
    void everyOtherBlockBuildsThisRepository() throws Exception {
        List<String> others = Repository.markdown().stream()
                .flatMap(file -> file.blocks().stream())
                .filter(block -> block.language().equals("sh"))
                .filter(block -> !List.of("README.md", "filter/gateway/src/main/dist/README.md")
                        .contains(Repository.name(block.file())))
                .map(MarkdownBlock::content)
                .toList();

        assertThat(others)
                .containsOnly("mvn -q -DskipTests package && java -jar jetty-demo/target/keystile-demo.jar\n");
    }

    private static List<String> blocks(String file) {
        return MarkdownFile.read(Repository.ROOT.resolve(file)).blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .map(MarkdownBlock::content)
                .filter(block -> !block.startsWith("mvn "))
                .toList();
    }
}
