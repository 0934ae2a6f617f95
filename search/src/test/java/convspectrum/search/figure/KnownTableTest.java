package convspectrum.search.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownTableTest {
  private static final DesignKey KEY = new DesignKey("code", List.of(1, 0), "012", List.of(3, 2));

  @TempDir private Path folder;

  private KnownTable read(String text) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return KnownTable.read(file, KEY);
  }

  @Test
  void digitsAreChoicesOfTheirParameters() throws IOException {
    KnownTable table = read("code,about,accuracy\n01,\"a, b\",91.5\n20,c,92\n");
    // The first digit belongs to the second parameter.
    assertThat(table.contains(Encoding.of(1, 0))).isTrue();
    assertThat(table.contains(Encoding.of(0, 2))).isTrue();
    assertThat(table.contains(Encoding.of(0, 0))).isFalse();
    assertThat(table.designs()).containsExactly(Encoding.of(1, 0), Encoding.of(0, 2));
    assertThat(table.figure("accuracy", false).direction()).isEqualTo(Direction.MAX);
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    assertThatThrownBy(() -> read("kode,acc\n01,5\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("has no column 'code'")
        .hasMessageContaining("did you mean 'kode'?");
    assertThatThrownBy(() -> read("code,acc\n01,5\n03,5\n"))
        .hasMessageContaining("t.csv:3")
        .hasMessageContaining("'3' at place 2 stands for no choice");
    assertThatThrownBy(() -> read("code,acc\n011,5\n")).hasMessageContaining("has 3 digits");
    assertThatThrownBy(() -> read("code,acc\n1,5\n"))
        .hasMessageContaining("has 1 digit;")
        .hasMessageContaining("leading zeros count");
    assertThatThrownBy(() -> read("code,acc\n0-1-1,5\n")).hasMessageContaining("has 3 parts");
    assertThatThrownBy(() -> read("code,acc\n01,5\n\n01,6\n"))
        .hasMessageContaining("t.csv:4")
        .hasMessageContaining("the key '01' comes twice, first in line 2");
    assertThatThrownBy(() -> read("code,acc\n")).hasMessageContaining("has no rows");
    assertThatThrownBy(() -> read("")).hasMessageContaining("has no rows");
    assertThatThrownBy(() -> read("code,acc\n01\n")).hasMessageContaining("1 cell;");
    assertThatThrownBy(() -> read("code,acc\n01,good\n").figure("acc", false))
        .hasMessageContaining("t.csv:2")
        .hasMessageContaining("column 'acc' holds 'good'");
    assertThatThrownBy(() -> read("code,acc\n01,nan\n").figure("acc", false))
        .hasMessageContaining("column 'acc' holds no number");
    assertThatThrownBy(() -> read("code,acc\n01,5\n").figure("ac", false))
        .hasMessageContaining("did you mean 'acc'?");
  }

  @Test
  void digitsMayBeApart() throws IOException {
    assertThat(read("code,acc\n0-1,5\n\"(2, 0)\",6\n").designs())
        .containsExactly(Encoding.of(1, 0), Encoding.of(0, 2));
    assertThat(read("code;acc\n0_1;5\n 20 ; 6 \n").designs())
        .containsExactly(Encoding.of(1, 0), Encoding.of(0, 2));
  }

  @Test
  void choicesMayBeLettersOrNumbersOfSeveralDigits() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "code\tacc\nba\t5\n");
    DesignKey letters = new DesignKey("code", List.of(0, 1), "abc", List.of(3, 3));
    assertThat(KnownTable.read(file, letters).designs()).containsExactly(Encoding.of(1, 0));
    Files.writeString(file, "code,acc\n12-3,5\n");
    DesignKey numbers = new DesignKey("code", List.of(0, 1), "0123456789", List.of(20, 4));
    assertThat(KnownTable.read(file, numbers).designs()).containsExactly(Encoding.of(12, 3));
    assertThatThrownBy(() -> new DesignKey("code", List.of(0), "aa", List.of(2)))
        .hasMessageContaining("one comes twice");
  }

  @Test
  void whereThereIsNoNumberThereIsNoFigure() throws IOException {
    KnownTable table = read("code,acc\n00,5\n01,NaN\n10,\n11,n/a\n");
    Figure accuracy = table.figure("acc", false);
    assertThat(accuracy.of(design(table, 0))).isEqualTo(5);
    for (int row = 1; row < 4; row++) {
      SearchedDesign design = design(table, row);
      assertThatThrownBy(() -> accuracy.of(design))
          .isInstanceOf(FigureException.class)
          .hasMessageContaining("no number");
    }
  }

  private static SearchedDesign design(KnownTable table, int row) {
    Spec spec =
        Spec.parse(
            "t.yaml",
            "input: {channels: 1, height: 4, width: 4}\nlayers:\n  - conv: {out: 1, kernel: 1}\n");
    return new SearchedDesign(spec, spec.defaults(), table.designs().get(row), Optional.empty());
  }
}
