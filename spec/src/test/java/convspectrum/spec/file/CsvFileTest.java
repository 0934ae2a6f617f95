package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.fault.SpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFileTest {
  private static CsvFile of(String text) {
    return CsvFile.of(Path.of("t.csv"), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void quotedCellsMayHoldSeparatorsAndQuotes() {
    CsvFile csv = of("a, b\n\"1, \"\"x\"\"\" , 2 \n\n3,\n");
    assertThat(csv.header()).containsExactly("a", "b");
    assertThat(csv.rows()).containsExactly(List.of("1, \"x\"", "2"), List.of("3", ""));
    assertThat(csv.cell(0, 0)).isEqualTo("1, \"x\"");
    assertThat(csv.cell(1, 0)).isEqualTo("3");
    assertThat(csv.line(1)).isEqualTo(4);
  }

  @Test
  void theFirstLineDecidesAboutTheSeparator() {
    assertThat(of("a;b\n1,5;2\n").rows()).containsExactly(List.of("1,5", "2"));
    assertThat(of("a\tb\n1\t2\n").rows()).containsExactly(List.of("1", "2"));
  }

  @Test
  void everyRowHasAsManyCellsAsTheFirstLine() {
    assertThatThrownBy(() -> of("a,b\n1,2\n3\n").rows())
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("t.csv:3")
        .hasMessageContaining("1 cell");
    assertThatThrownBy(() -> of("a,b\n")).hasMessageContaining("has no rows");
  }

  @Test
  void aFaultNamesTheCharacterWhereItsCellBegins() {
    CsvFile csv = of("a,b,c\n1, x,3\n\n\"1,5\",y,3\n");
    assertThat(csv.fault(0, 1, "found x", "a number").toString())
        .isEqualTo("t.csv:2:4: found x; expected a number");
    assertThat(csv.fault(1, 1, "found y", "a number").toString())
        .isEqualTo("t.csv:4:7: found y; expected a number");
    assertThat(csv.fault(1, 0, "found 1,5", "a number").toString()).startsWith("t.csv:4:1: ");
  }

  @Test
  void aMissingColumnListsThoseThatThereAre() {
    assertThatThrownBy(() -> of("acc,b\n1,2\n").column("ac"))
        .hasMessage("t.csv: has no column 'ac'; expected one of acc, b; did you mean 'acc'?");
    assertThatThrownBy(() -> of("acc,b\n1,2\n").column("entirely"))
        .hasMessage("t.csv: has no column 'entirely'; expected one of acc, b");
  }
}
