package dev.keystile.gateway;

import dev.keystile.yaml.YamlText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes in a configuration. */
final class SizeValue {

    private static final String FORM = "a size such as 500KB, 10MB or 1GB";
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(B|KB|MB|GB)");

    private SizeValue() {}

    static long parse(YamlText text) {
        Matcher size = SYNTAX.matcher(text.value());
        if (!size.matches()) {
            throw text.wrong(FORM);
        }
        int shift = switch (size.group(2)) {
            case "B" -> 0;
            case "KB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
        return Long.parseLong(size.group(1)) << shift;
    }
}
