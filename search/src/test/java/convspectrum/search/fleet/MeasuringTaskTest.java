package convspectrum.search.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class MeasuringTaskTest {
  @TempDir private Path folder;

  /** A program that shows what it was given. */
  static final class Shown {
    private Shown() {}

    public static void main(String[] words) throws IOException {
      System.out.println(words[0] + ": " + Files.readString(Path.of("0/model.yaml")));
      System.out.println(System.getProperty("shown", "no property"));
      Files.writeString(Path.of(words[1]), "a result");
      System.exit(Integer.parseInt(words[2]));
    }
  }

  private MachineRun run(String options, String... words) throws Exception {
    Path model = folder.resolve("model.yaml");
    Files.writeString(model, "layers");
    return new MeasuringTask(
            Shown.class.getName(),
            List.of(words),
            "result.json",
            List.of(new PlacedFile(SentFile.of(model), "0/model.yaml")),
            options)
        .run(FoundFiles.HERE);
  }

  @Test
  void aProcessFindsItsFilesAndOptionsAndBringsItsResult() throws Exception {
    MachineRun run = run("-Dshown=yes", "measure", "result.json", "0");
    assertThat(run.code()).isZero();
    assertThat(run.result()).isEqualTo("a result");
    assertThat(run.said()).containsExactly("measure: layers", "yes");
    assertThat(run.ended()).isAfter(run.began());
  }

  @Test
  void whatItSaysComesBackWhereItFails() throws Exception {
    MachineRun run = run("", "measure", "elsewhere.json", "1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.result()).isEmpty();
    assertThat(run.said()).contains("measure: layers", "no property");
  }

  @Test
  void theLastWordsOfOneThatSaysNothingElseComeBack() throws Exception {
    MachineRun run = run("-XX:NoSuchOption", "measure", "result.json", "0");
    assertThat(run.code()).isNotZero();
    assertThat(run.said()).singleElement().asString().contains("NoSuchOption");
  }
}
