package dev.keystile.markdown;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java example of the documentation. It is made whole by these rules: its own imports come first; an example that
 * declares a type stands by itself; an example that begins with {@code static} or {@code private} is a member of a class;
 * any other example is the body of a method that may throw every exception.
 *
 * @param origin where the example stands, for messages
 * @param packageName the package in which the example is compiled
 * @param names the full name of the class whose fields the example may use without a declaration
 * @param code the example
 */
public record JavaSnippet(String origin, String packageName, String names, String code) {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(public) )?(?:(?:final|abstract|sealed) )*(?:class|interface|record|enum) (\\w+)");

    /** The name of the class in which the example is compiled. */
    String className(int number) {
        Matcher type = TYPE.matcher(code);
        return type.find() && type.group(1) != null ? type.group(2) : "Snippet" + number;
    }

    /**
     * The source of a class that holds the example.
     *
     * @param className the name of the class
     * @param packages the packages whose types the example may use without an import
     */
    String source(String className, List<String> packages) {
        String imports = packages.stream()
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining("", "package " + packageName + ";\n", ""));
        String own = IMPORT.matcher(code).results().map(found -> found.group()).collect(Collectors.joining());
        return imports + own + declaration(className, IMPORT.matcher(code).replaceAll(""));
    }

    private String declaration(String className, String body) {
        if (TYPE.matcher(body).find()) {
            return body;
        }
        String start = "abstract class " + className + " extends " + names + " {\n";
        if (body.startsWith("static ") || body.startsWith("private ")) {
            return start + body + "\n}\n";
        }
        return start + "void example() throws Exception {\n" + body + "\n}\n}\n";
    }
}
