package convspectrum.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that is there is kept when another is written, and no folder is made by mistake. */
final class OutputFolderTest {
  private static final Pattern NAMES = Pattern.compile("(main|more)\\.json");
  private static final String PARTIAL = "{\"runs\": [{\"partial\": true}]}";

  @TempDir private Path folder;

  private void write(String file, String text) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private void keep() {
    OutputFolder.keepPrevious(folder, NAMES, "main.json");
  }

  @Test
  void onlyTheReportMoves() throws IOException {
    assertThat(OutputFolder.keepPrevious(folder, NAMES, "main.json")).isEmpty();
    write("main.json", "1");
    write("more.json", "1");
    write("mine.txt", "mine");
    assertThat(OutputFolder.keepPrevious(folder, NAMES, "main.json"))
        .contains(folder.resolve("report.previous"));
    assertThat(folder).isDirectoryNotContaining("glob:**main.json");
    assertThat(folder.resolve("mine.txt")).exists();
    assertThat(folder.resolve("report.previous/main.json")).hasContent("1");
    write("main.json", "2");
    keep();
    assertThat(folder.resolve("report.previous/main.json")).hasContent("2");
    assertThat(folder.resolve("report.previous/more.json"))
        .as("files of two reports are not mixed")
        .doesNotExist();
    keep();
    assertThat(folder.resolve("report.previous/main.json")).as("nothing new").hasContent("2");
  }

  /** A run that is killed while its page follows it leaves that page, and no report. */
  @Test
  void aPageWithoutAReportDoesNotTakeThePlaceOfOne() throws IOException {
    Pattern names = Pattern.compile("main\\.(json|html)");
    write("main.json", "whole");
    write("main.html", "whole");
    OutputFolder.keepPrevious(folder, names, "main.json");
    write("main.html", "at work");
    assertThat(OutputFolder.keepPrevious(folder, names, "main.json")).isEmpty();
    assertThat(folder.resolve("main.html")).doesNotExist();
    assertThat(folder.resolve("report.previous/main.html")).hasContent("whole");
  }

  @Test
  void anInterruptedReportDoesNotTakeThePlaceOfAnother() throws IOException {
    write("main.json", "whole");
    keep();
    write("main.json", PARTIAL);
    keep();
    write("main.json", PARTIAL);
    keep();
    assertThat(folder.resolve("main.json")).doesNotExist();
    assertThat(folder.resolve("report.previous/main.json")).hasContent("whole");
  }

  @Test
  void anInterruptedReportIsKeptWhereThereIsNoOther() throws IOException {
    write("main.json", PARTIAL);
    keep();
    assertThat(folder.resolve("report.previous/main.json")).hasContent(PARTIAL);
  }

  /** Killed while files were gathered, and while they were put in their place. */
  @Test
  void whatWasBegunIsFinished() throws IOException {
    write(".report.previous.part/main.json", "2");
    write("more.json", "2");
    write("report.previous/main.json", "1");
    keep();
    assertThat(folder.resolve("report.previous/main.json")).hasContent("2");
    assertThat(folder.resolve("report.previous/more.json")).hasContent("2");
    write(".report.previous.ready/more.json", "3");
    Files.delete(folder.resolve("report.previous/more.json"));
    write("report.previous/main.json", "3");
    keep();
    assertThat(folder.resolve("report.previous/more.json")).hasContent("3");
    assertThat(folder.resolve("report.previous/main.json")).hasContent("3");
    assertThat(folder.resolve(".report.previous.ready")).doesNotExist();
    assertThat(folder.resolve(".report.previous.part")).doesNotExist();
  }

  @Test
  void exploreAndSearchKeepWhatIsThere() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    Path out = folder.resolve("out");
    String[][] commands = {
      {"explore", tiny, "--no-measure", "--out=" + out},
      {"search", tiny, "--objective=macs,params", "--strategy=exhaustive", "--out=" + out}
    };
    for (String[] command : commands) {
      String file = command[0].equals("explore") ? "comparison.csv" : "front.csv";
      assertThat(Ran.done(command).err()).doesNotContain("is kept in");
      Files.writeString(out.resolve(file), "mine");
      assertThat(Ran.done(command).err())
          .contains("the report that was there is kept in " + out.resolve("report.previous"));
      assertThat(out.resolve("report.previous/" + file)).hasContent("mine");
      assertThat(out.resolve(file)).content().startsWith("design,");
    }
    assertThat(out.resolve("report.previous/comparison.csv")).as("of explore").exists();
  }

  @Test
  void noFolderIsMadeInOneThatIsMissing() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    Path deep = folder.resolve("no/such");
    String[][] commands = {
      {"explore", tiny, "--no-measure", "--out=" + deep},
      {"search", tiny, "--objective=macs", "--out=" + deep},
      {"search", tiny, "--objective=macs", "--journal=" + deep.resolve("x/journal")},
      {"measure", tiny, "--protocol=jmh", "--jmh-json=" + deep},
      {"explore", tiny, "--save=a", "--history=" + deep, "--out=" + folder.resolve("out")},
    };
    for (String[] command : commands) {
      Ran ran = Ran.of(command);
      assertThat(ran.code()).as(String.join(" ", command)).isEqualTo(2);
      assertThat(ran.err()).contains(": found no folder ", "; try mkdir -p ");
    }
    Ran ran = Ran.of("export", tiny, "--set=segments=8", "--out=" + deep.resolve("x.onnx"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("does not exist; make it, or choose another place");
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
