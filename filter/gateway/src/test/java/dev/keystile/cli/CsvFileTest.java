package dev.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {

    private static final CommandContext CONTEXT = new LocalContext(Program.named("keystile", "API keys."));

    @TempDir
    private Path folder;

    private CsvFile read(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("a.csv"), content);
        return CsvFile.read(
                new InputFile(file.toString()),
                CONTEXT,
                List.of("id", "name"),
                List.of("plan"),
                column -> column.startsWith("metadata."));
    }

    private CsvFile read(String content) throws Exception {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void columnsStandInAnyOrderAndSomeMayBeLeftOut() throws Exception {
        CsvRow row = read("name,metadata.region,id,metadata.team\r\n\"Acme, Inc. \"\"A\"\"\", eu ,cus_1,\r\n")
                .rows()
                .get(0);

        assertThat(row.get("id")).isEqualTo("cus_1");
        assertThat(row.get("name")).isEqualTo("Acme, Inc. \"A\"");
        assertThat(row.get("plan")).isEmpty();
        assertThat(row.withPrefix("metadata.")).containsOnly(Map.entry("region", "eu"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws Exception {
        assertThat(read("\uFEFFid,name\ncus_1,Acme\n").rows()).hasSize(1);
    }

    @Test
    void linesAreCountedAsInTheFile() throws Exception {
        CsvFile csv = read("id,name\n\ncus_1,\"two\nlines\"\ncus_2,Other\n");

        assertThat(csv.rows()).extracting(CsvRow::line).containsExactly(3L, 5L);
        assertThat(csv.error(csv.rows().get(1), "no")).hasMessage("a.csv:5: no; nothing was imported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | a.csv:1: the file is empty; its first line must name the columns: id,name
            'id,nam\\ncus_1,x'         | a.csv:1: there is no column 'nam'; did you mean 'name'?
            'id,zzzzzz\\ncus_1,x'      | a.csv:1: there is no column 'zzzzzz'; the columns are id,name,plan
            'id,name,id\\ncus_1,x,y'   | a.csv:1: the column 'id' is there twice
            'id\\ncus_1'               | a.csv:1: the column 'name' is missing
            'id,name\\ncus_1,x\\ncus_2'| a.csv:3: the line has 1 values and the first line 2
            'id,name\\ncus_1,x,y'      | a.csv:2: the line has 3 values and the first line 2
            'id,name\\ncus_1,"x'       | a.csv:2: this is no CSV
            'id,name\\ncus_1,"x"y'     | a.csv:2: this is no CSV
            """)
    void aWrongFileIsRefusedWithTheLine(String content, String message) {
        assertThatThrownBy(() -> read(content.replace("\\n", "\n")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("nothing was imported");
    }

    @Test
    void anotherCharsetThanUtf8IsRefused() {
        assertThatThrownBy(() -> read("id,name\ncus_1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("a.csv is not UTF-8; nothing was imported");
    }
}
