package dev.keystile.markdown;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java examples with the class path of the tests. No class files are written. */
public final class SnippetCompiler {

    private final List<String> packages;

    /** @param packages the packages whose types the examples may use without an import */
    public SnippetCompiler(List<String> packages) {
        this.packages = List.copyOf(packages);
    }

    /** The errors in the examples, each with the place of its example; empty if all examples compile. */
    public List<String> errors(List<JavaSnippet> snippets) throws IOException {
        Map<URI, JavaSnippet> origins = new TreeMap<>();
        List<Source> sources = new ArrayList<>();
        for (JavaSnippet snippet : snippets) {
            Source source = new Source(snippet, sources.size(), packages);
            origins.put(source.toUri(), snippet);
            sources.add(source);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-implicit:none", "-classpath", System.getProperty("java.class.path"));
        ((JavacTask) compiler.getTask(null, null, diagnostics, options, null, sources)).analyze();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> message(diagnostic, origins))
                .toList();
    }

    private static String message(Diagnostic<? extends JavaFileObject> diagnostic, Map<URI, JavaSnippet> origins) {
        JavaFileObject source = diagnostic.getSource();
        String origin = source == null ? "" : origins.get(source.toUri()).origin() + ": ";
        return origin + diagnostic.getMessage(Locale.ROOT);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(JavaSnippet snippet, int number, List<String> packages) {
            super(uri(snippet, number), Kind.SOURCE);
            text = snippet.source(snippet.className(number), packages);
        }

        private static URI uri(JavaSnippet snippet, int number) {
            return URI.create("string:///" + snippet.packageName().replace('.', '/') + "/" + snippet.className(number)
                    + Kind.SOURCE.extension);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
