package convspectrum.executor.machine.limits;

import static convspectrum.executor.machine.limits.MadeUpLimits.GOOD;
import static convspectrum.executor.machine.limits.MadeUpLimits.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsFileTest {
  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("limits-" + KEY.digest() + ".json");
  }

  @Test
  void whatWasMeasuredIsKeptByItsKey() throws IOException {
    LimitsFile file = new LimitsFile(folder.resolve("new"));
    assertThat(file.read(KEY)).isEmpty();
    file.write(GOOD);
    assertThat(file.read(KEY)).hasValue(GOOD);
    assertThat(file.read(new LimitsKey(KEY.machine(), "0", KEY.vectors(), KEY.java()))).isEmpty();
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).as("no temporary file stays").hasSize(1);
    }
    file.delete(KEY);
    file.delete(KEY);
    assertThat(file.read(KEY)).isEmpty();
  }

  @Test
  void aFileSaysHowItWasMeasured() throws IOException {
    new LimitsFile(folder).write(GOOD);
    assertThat(Files.readString(path()))
        .startsWith("{\"format\":2,")
        .contains("\"cpus\":\"0-3\"", "MaxVectorSize=32", "\"method\":\"made up\"", "1970-01-01")
        .contains("\"best\":100.0,\"spread\":0.01");
  }

  @Test
  void whatCannotBeBelievedIsNotKept() {
    MachineLimits noisy = GOOD.with(Trust.of(List.of(), List.of("a neighbour")));
    LimitsFile file = new LimitsFile(folder);
    assertThatThrownBy(() -> file.write(noisy))
        .hasMessage("limits that are noisy are not kept: a neighbour");
    assertThat(file.read(KEY)).isEmpty();
  }

  @Test
  void aDamagedFileIsAsNone() throws IOException {
    LimitsFile file = new LimitsFile(folder);
    file.write(GOOD);
    String whole = Files.readString(path());
    List<String> damaged =
        List.of(
            "",
            "{",
            "[]",
            "{}",
            "{\"format\":2}",
            whole.replace("0123456789ab", "x"),
            whole.replace("\"format\":2", "\"format\":1"),
            whole.replace("\"format\":2,", ""),
            whole.substring(0, 90));
    for (String text : damaged) {
      Files.writeString(path(), text);
      assertThat(file.read(KEY)).as(text).isEmpty();
    }
    Files.writeString(path(), whole);
    assertThat(file.read(KEY)).hasValue(GOOD);
  }

  /** As earlier versions wrote it: no form, no key, no spread. */
  @Test
  void theOldFormIsIgnored() throws IOException {
    Files.writeString(
        path(),
        """
        {"machine":"0123456789ab","threads":4,"gflopsOneThread":0.9,"gflopsAllThreads":1.8,\
        "bandwidths":[{"level":"L1","bytesOneThread":16384,"bytesAllThreads":65536,\
        "gbsOneThread":126,"gbsAllThreads":500}],"timer":{"stepNanos":10,"costNanos":20},\
        "method":"Vector API, 256 bits"}
        """);
    assertThat(new LimitsFile(folder).read(KEY)).isEmpty();
  }

  @Test
  void figuresThatCannotBeAreIgnored() throws IOException {
    LimitsFile file = new LimitsFile(folder);
    file.write(GOOD);
    String whole = Files.readString(path());
    String peak = "\"oneThread\":{\"best\":100.0,";
    int tried = 0;
    for (String figure :
        List.of("-100.0", "0", "\"Infinity\"", "\"NaN\"", "null", "\"\"", "1e999")) {
      Files.writeString(
          path(),
          whole.replaceFirst(
              java.util.regex.Pattern.quote(peak), "\"oneThread\":{\"best\":" + figure + ","));
      assertThat(Files.readString(path())).isNotEqualTo(whole);
      assertThat(file.read(KEY)).as(figure).isEmpty();
      tried++;
    }
    assertThat(tried).isEqualTo(7);
    for (String nonsense :
        List.of(
            whole.replace("\"threads\":4", "\"threads\":0"),
            whole.replace("\"spread\":0.01", "\"spread\":-0.5"),
            whole.replace("\"capacity\":32768", "\"capacity\":-1"),
            whole.replaceFirst("\"bandwidths\":\\[.*?\\],\"timer\"", "\"bandwidths\":[],\"timer\""),
            whole.replace("{\"best\":300.0", "{\"best\":3000.0"))) {
      assertThat(nonsense).isNotEqualTo(whole);
      Files.writeString(path(), nonsense);
      assertThat(file.read(KEY)).as(nonsense).isEmpty();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsNothing() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    LimitsFile file = new LimitsFile(taken);
    file.write(GOOD);
    assertThat(file.read(KEY)).isEmpty();
    assertThat(taken).hasContent("a file");
  }
}
