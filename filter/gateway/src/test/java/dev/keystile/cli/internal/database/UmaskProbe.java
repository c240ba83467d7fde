package dev.keystile.cli.internal.database;

import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;

/** Has H2 make every kind of file that it makes, in a process with an umask of its own, and prints their modes. */
public final class UmaskProbe {

    private UmaskProbe() {}

    /** The argument is an empty folder. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Map<String, String> modes = new TreeMap<>();
        // What the umask makes of any other file.
        Files.createFile(folder.resolve("control"));
        DatabaseAddress address = DatabaseAddress.inFolder(folder);
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), "");
                Statement statement = connection.createStatement()) {
            look(folder, modes);
            statement.execute("SET MAX_MEMORY_ROWS 10");
            statement.execute("CREATE TABLE large (id INT PRIMARY KEY, content CLOB)");
            statement.execute("INSERT INTO large SELECT x, REPEAT('x', 10000) FROM SYSTEM_RANGE(1, 2000)");
            try (ResultSet rows = statement.executeQuery("SELECT id, content FROM large ORDER BY content, id DESC")) {
                rows.next();
                look(folder, modes);
            }
            statement.execute("DELETE FROM large WHERE id > 10");
            statement.execute("SHUTDOWN DEFRAG");
        }
        look(folder, modes);
        String prefix = PrivateFilePath.of(folder) + "/";
        try (FileChannel channel = FilePath.get(prefix + "opened").open("rw");
                OutputStream out = FilePath.get(prefix + "written").newOutputStream(false)) {
            FilePath.get(prefix + "created").createFile();
            FilePath.get(prefix + "temporary").createTempFile(".tmp", false);
            look(folder, modes);
        }
        modes.forEach((file, mode) -> System.out.println(mode + " " + file));
    }

    private static void look(Path folder, Map<String, String> modes) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                modes.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }
}
