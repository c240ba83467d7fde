package dev.keystile.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** HTTP/1.1 as it stands on the wire, read without any library that would be kinder than it should be. */
final class Wire {

    private Wire() {}

    /** All up to an empty line, which is left out; empty at the end of the stream. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    /** A line without its end; empty at the end of the stream. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceAll("\r$", "");
    }

    /** The values of a field, in any case. */
    static List<String> values(String head, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The names of the fields, as they were sent. */
    static List<String> names(String head) {
        return head.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    static String value(String head, String name) {
        return String.join(" | ", values(head, name));
    }

    static boolean isChunked(String head) {
        return value(head, "Transfer-Encoding").equalsIgnoreCase("chunked");
    }

    /** The next chunk; empty for the last one, with whose trailers it ends. Many write the end of a chunk with the next. */
    static String chunk(InputStream in) throws IOException {
        String size = line(in);
        if (size.isEmpty()) {
            size = line(in);
        }
        if (size.isEmpty()) {
            throw new EOFException("a chunk is missing");
        }
        String content = exactly(in, Integer.parseInt(size, 16));
        if (content.isEmpty()) {
            head(in);
        }
        return content;
    }

    static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String next = chunk(in); !next.isEmpty(); next = chunk(in)) {
            body.append(next);
        }
        return body.toString();
    }

    static String exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes have come");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
