package dev.keystile.demo.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a process listens on, by the word of Linux. */
final class Listening {

    private static final String TCP_LISTEN = "0A";
    private static final String ACCEPTS = "00010000";

    private Listening() {}

    /** TCP ports as address and port in hexadecimal digits, Unix domain sockets as their paths. */
    static Set<String> of(long pid) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = socketInodes(proc.resolve("fd"));
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String[] row : rows(proc.resolve("net").resolve(table))) {
                boolean open = table.startsWith("udp") || row[3].equals(TCP_LISTEN);
                if (open && inodes.contains(row[9])) {
                    listening.add(row[1]);
                }
            }
        }
        for (String[] row : rows(proc.resolve("net/unix"))) {
            if (row[3].equals(ACCEPTS) && inodes.contains(row[6])) {
                listening.add(row[7]);
            }
        }
        return listening;
    }

    private static List<String[]> rows(Path table) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1).map(line -> line.strip().split("\\s+", 8 + 4)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Set<String> socketInodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            for (Path file : files.toList()) {
                String target = link(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** Empty for a descriptor that is closed by now. */
    private static String link(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
