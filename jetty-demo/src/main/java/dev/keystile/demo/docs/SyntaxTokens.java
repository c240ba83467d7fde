package dev.keystile.demo.docs;

import dev.keystile.demo.docs.Snippet.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits source code into strings, comments and the rest, well enough for the examples of this package. */
final class SyntaxTokens {

    private static final String STRING = "(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|`[^`]*`)";

    private SyntaxTokens() {}

    /** The parts of the source code, in order. */
    static List<Token> of(String text, String commentMark) {
        Matcher matcher = Pattern.compile(STRING + "|" + Pattern.quote(commentMark) + ".*")
                .matcher(text);
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        while (matcher.find()) {
            tokens.add(new Token("plain", text.substring(end, matcher.start())));
            tokens.add(new Token(matcher.group(1) == null ? "comment" : "string", matcher.group()));
            end = matcher.end();
        }
        tokens.add(new Token("plain", text.substring(end)));
        return tokens;
    }
}
