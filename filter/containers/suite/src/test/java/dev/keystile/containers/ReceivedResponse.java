package dev.keystile.containers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came back. */
record ReceivedResponse(int status, List<String> headerLines, String body) {

    /** The first value of a field, or null. */
    @Nullable
    String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    List<String> headers(String name) {
        String start = name + ":";
        return headerLines.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The problem's code, or an empty text if this is no problem document. */
    String code() {
        String mark = "\"code\":\"";
        int start = body.indexOf(mark);
        return start < 0 ? "" : body.substring(start + mark.length(), body.indexOf('"', start + mark.length()));
    }

    boolean isSecret() {
        return body.contains("SECRET-DATA");
    }
}
