package convspectrum.search.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.strategy.Genome;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownTableTest {
  private static final DesignKey KEY =
      new DesignKey("code", List.of(1, 0), "012", List.of(3, 2));

  @TempDir private Path folder;

  private KnownTable read(String text) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return KnownTable.read(file, KEY);
  }

  @Test
  void digitsAreChoicesOfTheirParameters() throws IOException {
    KnownTable table = read("code,about,accuracy\n01,\"a, b\",91.5\n20,c,92\n");
    assertThat(table.size()).isEqualTo(2);
    // The first digit belongs to the second parameter.
    assertThat(table.contains(Genome.of(1, 0))).isTrue();
    assertThat(table.contains(Genome.of(0, 2))).isTrue();
    assertThat(table.contains(Genome.of(0, 0))).isFalse();
    assertThat(table.designs()).containsExactly(Genome.of(1, 0), Genome.of(0, 2));
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
    assertThatThrownBy(() -> read("code,acc\n01,5\n01,6\n"))
        .hasMessageContaining("the key '01' comes twice");
    assertThatThrownBy(() -> read("code,acc\n01\n")).hasMessageContaining("1 cells");
    assertThatThrownBy(() -> read("code,acc\n01,good\n").figure("acc", false))
        .hasMessageContaining("column 'acc' holds 'good' in row 1");
    assertThatThrownBy(() -> read("code,acc\n01,5\n").figure("ac", false))
        .hasMessageContaining("did you mean 'acc'?");
  }
}
