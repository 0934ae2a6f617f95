package convspectrum.search.additive;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.SpaceFile;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FactoredFileTest {
  private static final List<String> FIGURES = List.of("macs", "params");

  @TempDir private Path folder;

  private final EncodingSpace space = new EncodingSpace(List.of(3, 4, 5, 3));

  /** A sum of two positions, of which one is not always there; two choices exclude each other. */
  private Factored<List<Long>> factored() throws InterruptedException {
    return Factored.of(
        space,
        Encoding.of(0, 0, 0, 0),
        one -> {
          if (one.index(0) == 2 && one.index(3) == 1) {
            return Optional.empty();
          }
          long first = 10L * one.index(0) + one.index(1);
          List<Long> always = List.of(first + 1, 3L);
          return Optional.of(
              one.index(2) == 4
                  ? Map.of("a", always)
                  : Map.of("a", always, "b", List.of(7L * one.index(2), first)));
        },
        new FactoringOptions(1, 2, 50, 1000, 1000));
  }

  private SpaceFile file() {
    return new SpaceFile(folder.resolve("space.sums.json"), "a space");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws InterruptedException {
    Factored<List<Long>> found = factored();
    FactoredFile.write(file(), FIGURES, found);
    Factored<List<Long>> read = FactoredFile.read(file(), FIGURES, space).orElseThrow();
    space.encodings().forEach(one -> assertThat(read.of(one)).isEqualTo(found.of(one)));
    assertThat(space.encodings().filter(read::isDesign)).hasSize(180 - 20);
    assertThat(read.calls()).isEqualTo(found.calls());
    assertThat(read.checked()).isEqualTo(50);
    assertThat(read.witnesses()).isEqualTo(found.witnesses());
  }

  @Test
  void whatIsOfAnotherSpaceOrOtherFiguresOrDamagedIsNotUsed()
      throws InterruptedException, IOException {
    FactoredFile.write(file(), FIGURES, factored());
    Path path = file().path();
    assertThat(FactoredFile.read(new SpaceFile(path, "another"), FIGURES, space)).isEmpty();
    assertThat(FactoredFile.read(file(), List.of("macs"), space)).isEmpty();
    assertThat(FactoredFile.read(file(), FIGURES, new EncodingSpace(List.of(3, 4, 6, 3))))
        .isEmpty();
    String sound = Files.readString(path);
    for (String damaged :
        List.of(
            "",
            "[]",
            "null",
            "{",
            sound.replaceFirst("\"positions\":", "\"position\":"),
            sound.replaceFirst("\"parameters\":\\[", "\"parameters\":[9,"),
            sound.replaceFirst("\"combinations\":\\[", "\"combinations\":[-1,"),
            sound.replaceFirst("\\[[0-9]+,3\\]", "[3]"))) {
      assertThat(damaged).isNotEqualTo(sound);
      Files.writeString(path, damaged);
      assertThat(FactoredFile.read(file(), FIGURES, space)).as(damaged).isEmpty();
    }
    assertThat(FactoredFile.read(new SpaceFile(folder, "a space"), FIGURES, space)).isEmpty();
  }
}
