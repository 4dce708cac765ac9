package org.watchbill.schedule.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {

    private static final CsvFile.Columns COLUMNS = new CsvFile.Columns(List.of("a", "b"), List.of("c"));

    @Test
    void readsColumnsInAnyOrderWithByteOrderMarkAndCrLf() {
        List<CsvRow> rows = read("\uFEFFB, A \r\n2,1\r\n\r\n 4 ,3\r\n");
        assertThat(rows).extracting(CsvRow::line).containsExactly(2, 4);
        assertThat(rows).extracting(row -> row.required("a")).containsExactly("1", "3");
        assertThat(rows).extracting(row -> row.required("b")).containsExactly("2", "4");
        assertThat(rows.getFirst().value("c")).isEmpty();
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineBreaks() {
        List<CsvRow> rows = read("a,b\n\"1,5\",\"say \"\"hi\"\"\nthere\"\nlast,x");
        assertThat(rows.getFirst().required("a")).isEqualTo("1,5");
        assertThat(rows.getFirst().required("b")).isEqualTo("say \"hi\"\nthere");
        assertThat(rows.getLast().line()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|The file is empty; its first line must name the columns: a, b; optional: c",
                "a|1|The column 'b' is missing; the columns are: a, b; optional: c",
                "a,b,d|1|The column 'd' is unknown; the columns are: a, b; optional: c",
                "a,b,A|1|The column 'a' stands there twice",
                "a,b~1|2|The line has 1 fields, the header 2",
                "a,b~1,2~1,2,3|3|The line has 3 fields, the header 2",
                "a,b~1,x\"y|2|A quotation mark stands inside a field that does not begin with one",
                "a,b~1,\"y|2|A quoted field has no closing quotation mark",
                "a,b~1,\"y\"z|2|Something follows a closing quotation mark before the next comma",
            })
    void refusesWhatIsNoSuchFileAndNamesTheLine(String text, int line, String message) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOfSatisfying(
                        CsvFormatException.class,
                        e -> assertThat(e.problem()).isEqualTo(new LineProblem(line, message)));
    }

    @Test
    void refusesOtherEncodingsAndTooManyLines() {
        assertThatThrownBy(() -> CsvFile.read("a,b\nä,1".getBytes(StandardCharsets.ISO_8859_1), COLUMNS))
                .hasMessage("The file is not UTF-8 text");
        assertThat(read("a,b\n" + "1,2\n".repeat(5_000))).hasSize(5_000);
        assertThatThrownBy(() -> read("a,b\n" + "1,2\n".repeat(5_001)))
                .hasMessage("The file has more than 5000 lines; import it in parts");
    }

    private static List<CsvRow> read(String text) {
        return CsvFile.read(text.getBytes(UTF_8), COLUMNS).rows();
    }
}
