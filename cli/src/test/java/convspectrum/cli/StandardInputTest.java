package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs that come through a pipe. */
final class StandardInputTest {
  @TempDir private Path folder;

  @BeforeEach
  void specs() throws IOException {
    String input = "input: {channels: 8, height: 8, width: 8}\n";
    Files.writeString(folder.resolve("tiny.yaml"), input + "layers: [{conv: {out: 8}}]\n");
    Files.writeString(folder.resolve("wrong.yaml"), input + "layers: [{conv: {uot: 8}}]\n");
  }

  private Ran run(String script) throws IOException, InterruptedException {
    return new Shell(folder).run(Map.of(), script);
  }

  @Test
  void aSpecIsReadFromAStream() throws IOException, InterruptedException {
    for (String script :
        new String[] {
          "cat tiny.yaml | \"$CS\" cost -",
          "\"$CS\" cost /dev/stdin <tiny.yaml",
          "\"$CS\" cost <(cat tiny.yaml)",
          "cat tiny.yaml | \"$CS\" explore - --no-measure --out out",
        }) {
      Ran ran = run(script);
      assertThat(ran.code()).as(script + ran.err()).isZero();
      assertThat(ran.out()).as(script).contains("576");
    }
  }

  @Test
  void itsFaultsNameIt() throws IOException, InterruptedException {
    Ran ran = run("cat wrong.yaml | \"$CS\" check -");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("<stdin>:2:18: layers[0].conv.uot: unknown field 'uot';");
    assertThat(run("\"$CS\" cost - </dev/null").err()).startsWith("<stdin>:1:1: the file is empty");
    assertThat(run("head -c 2000000 /dev/zero | \"$CS\" cost -").err())
        .startsWith("<stdin>: has more than 1 MiB; expected at most");
  }

  /** Opening a pipe that nobody writes to would wait for ever, and a device may have no end. */
  @Test
  void aPipeOrDeviceInThePlaceOfAFileIsReadOrRefused() throws IOException, InterruptedException {
    Shell.require("mkfifo");
    run("mkfifo pipe && ln -s pipe pipe.onnx && ln -s pipe pipe.npy");
    run("sed 's/8}}/$n}}/; 1aparameters: {n: [4, 8, 12]}' tiny.yaml >space.yaml");
    String search = " search space.yaml --objective macs --strategy random --budget 2";
    String calibrate = " proxies calibrate space.yaml --accuracy a --proxies macs --table ";
    Map<String, String> reasons =
        Map.of(
            " cost pipe",
            "pipe: is a device or a pipe; expected a regular file",
            " cost pipe.onnx",
            "pipe.onnx: is no plain file",
            " run tiny.yaml --load-input pipe.npy",
            "pipe.npy: is a device or a pipe; expected a regular file",
            search + " --journal pipe",
            "pipe: is no regular file; expected a journal",
            " journal show pipe",
            "pipe: there is no such journal",
            calibrate + "/dev/zero",
            "/dev/zero: is a device or a pipe with more than 128 MiB");
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      Ran ran = run("\"$CS\"" + reason.getKey());
      assertThat(ran.err()).contains(reason.getValue());
      assertThat(ran.code()).as(reason.getKey()).isEqualTo(2);
    }
    Ran ran = run("printf 'n,a\n4,2\n' >pipe & \"$CS\"" + calibrate + "pipe");
    assertThat(ran.err()).contains("--table pipe: found 1 networks; expected at least 3");
  }

  @Test
  void whatReadsASpecAgainWantsAFile() throws IOException, InterruptedException {
    for (String command : new String[] {"measure", "search"}) {
      Ran ran = run("cat tiny.yaml | \"$CS\" " + command + " -");
      assertThat(ran.code()).as(ran.err()).isEqualTo(2);
      assertThat(ran.err()).contains("-: found a stream, which can be read once");
    }
  }
}
