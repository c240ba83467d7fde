package dev.keystile.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetCompilerTest {

    private static List<String> errors(String code) throws Exception {
        JavaSnippet snippet = new JavaSnippet("here", "snippet", Object.class.getName(), code);
        return new SnippetCompiler(List.of("java.util")).errors(List.of(snippet));
    }

    @Test
    void statementsMembersAndTypesCompile() throws Exception {
        assertThat(errors("List<String> list = List.of();\nThread.sleep(list.size());"))
                .isEmpty();
        assertThat(errors("static final List<String> LIST = List.of();")).isEmpty();
        assertThat(errors("import java.time.Instant;\n\npublic record Event(Instant at) {}\n"))
                .isEmpty();
    }

    @Test
    void anErrorNamesThePlaceOfTheExample() throws Exception {
        assertThat(errors("List<String> list = List.of(1);"))
                .singleElement()
                .asString()
                .startsWith("here: incompatible");
        assertThat(errors("unknown.call();")).singleElement().asString().startsWith("here: cannot find symbol");
        assertThat(errors("...")).isNotEmpty().allMatch(error -> error.startsWith("here: "));
    }
}
