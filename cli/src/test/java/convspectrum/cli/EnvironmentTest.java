package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments that are not a developer's login: services, containers, file systems with rules. */
final class EnvironmentTest {
  private static final String RUN = "\"$CS\" run tiny.yaml --runtime onnxruntime";
  private static final String ON_ONE_DNN = "\"$CS\" run tiny.yaml --runtime onednn";

  @TempDir private Path folder;
  private Path home;
  private Path temporary;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("tiny.yaml"),
        "input: {channels: 8, height: 8, width: 8}\nlayers: [{conv: {out: 8}}]\n");
    Files.writeString(
        folder.resolve("space.yaml"),
        "input: {channels: 8, height: 8, width: 8}\nparameters: {n: [4, 8]}\n"
            + "layers: [{conv: {out: $n}}]\n");
    home = Files.createDirectory(folder.resolve("home"));
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  private Ran run(Map<String, String> environment, String userHome, String script)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("CS_OPTIONS", "-Duser.home=" + userHome + "\n-Djava.io.tmpdir=" + temporary);
    return new Shell(folder).run(all, script);
  }

  private List<String> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.map(file -> below.relativize(file).toString()).toList();
    }
  }

  private static void isDone(Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("tiny: input 1x8x8x8");
  }

  /** In this process and in workers, with and without a folder that can be written. */
  @Test
  void onnxRuntimeRecordsNothing() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    isDone(run(environment, home.toString(), RUN));
    Ran ran =
        run(
            Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "HOME", "/nonexistent"),
            home.toString(),
            "\"$CS\" measure tiny.yaml --runtime onnxruntime,reference --budget 1s");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(
            files(folder).stream()
                .filter(file -> file.matches("(?i).*(microsoft|\\.ses|telemetry).*")))
        .isEmpty();
    assertThat(files(folder)).anyMatch(file -> file.endsWith("libonnxruntime4j_jni.so"));
  }

  @Test
  void aUserWithoutAHome() throws IOException, InterruptedException {
    isDone(run(Map.of(), "?", RUN));
    assertThat(folder.resolve("?")).doesNotExist();
    assertThat(files(temporary)).anyMatch(file -> file.endsWith("SHA256SUMS"));
    Ran ran = run(Map.of(), "?", "\"$CS\" compare-runs a b");
    assertThat(ran.err()).startsWith("?: is no folder, so that there is no home to keep files in");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aUserWithoutAPasswdEntry() throws IOException, InterruptedException {
    Shell.require("setpriv", "id");
    String other =
        "chmod 1777 temporary && setpriv --reuid 54321 --regid 54321 --clear-groups"
            + " --inh-caps +dac_read_search --ambient-caps +dac_read_search ";
    assumeTrue(
        run(Map.of(), "?", other + "cat cs >/dev/null").code() == 0,
        "only root may become another user, which must be able to read the classes");
    isDone(run(Map.of(), "?", other + RUN));
    assertThat(files(temporary)).contains("convspectrum-54321");
    assertThat(files(temporary).stream().filter(file -> file.startsWith("run-"))).isEmpty();
  }

  @Test
  void aCacheThatNothingMayBeRunFrom() throws IOException, InterruptedException {
    Shell.require("unshare", "mount");
    Files.createDirectory(folder.resolve("noexec"));
    String mounted = "mount -t tmpfs -o noexec tmpfs noexec";
    assumeTrue(
        run(Map.of(), "?", "unshare -m bash -c '" + mounted + "'").code() == 0,
        "no file system may be mounted here");
    Ran ran =
        run(
            Map.of("XDG_CACHE_HOME", folder.resolve("noexec").toString()),
            "?",
            "unshare -m bash -c '" + mounted + " && " + RUN + "'");
    isDone(ran);
    assertThat(ran.err()).contains("note: ONNX Runtime cannot be kept in ", "noexec?); using ");
    Ran oneDnn =
        run(
            Map.of("XDG_CACHE_HOME", folder.resolve("noexec").toString()),
            "?",
            "unshare -m bash -c '" + mounted + " && " + ON_ONE_DNN + "'");
    isDone(oneDnn);
    assertThat(oneDnn.err()).contains("note: oneDNN cannot be kept in ", "noexec?); using ");
  }

  /** Where neither the cache nor the temporary files will do, both reasons are told. */
  @Test
  void oneDnnWithoutAFolder() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "oneDNN is for x86-64");
    Path file = Files.createFile(folder.resolve("taken"));
    Ran ran = run(Map.of("XDG_CACHE_HOME", file.toString()), "?", ON_ONE_DNN);
    isDone(ran);
    assertThat(ran.err()).contains("note: oneDNN cannot be kept in " + file, "; using ");
    Files.move(temporary, folder.resolve("moved"));
    Files.createFile(temporary);
    Ran nowhere = run(Map.of("XDG_CACHE_HOME", file.toString()), "?", ON_ONE_DNN);
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err())
        .contains("oneDNN cannot be kept in " + file, "try XDG_CACHE_HOME=/a/folder")
        .doesNotContain("\tat ");
  }

  /** SQLite's own loader would unpack it there, and leave it there when the process is killed. */
  @Test
  void aJournalNeedsNoProgramAmongTheTemporaryFiles() throws IOException, InterruptedException {
    Shell.require("unshare", "mount");
    String mounted = "mount -t tmpfs -o noexec tmpfs temporary";
    assumeTrue(
        run(Map.of(), "?", "unshare -m bash -c '" + mounted + "'").code() == 0,
        "no file system may be mounted here");
    Ran ran =
        run(
            Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
            home.toString(),
            "unshare -m bash -c '%s && \"$CS\" search space.yaml --objective macs --strategy random"
                    .formatted(mounted)
                + " --budget 1 --journal kept.journal --out out && ls -a temporary'");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).doesNotContain("sqlite-");
    assertThat(files(folder))
        .contains("kept.journal")
        .anyMatch(file -> file.matches("cache/convspectrum/sqlite-.*/libsqlitejdbc.so"));
  }

  @Test
  void aLibraryThatIsDamagedIsUnpackedAnew() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    isDone(run(environment, home.toString(), RUN));
    isDone(
        run(
            environment,
            home.toString(),
            "dd if=/dev/zero of=$(echo cache/convspectrum/onnxruntime-*/libonnxruntime.so) bs=4096"
                + " seek=100 count=500 conv=notrunc 2>/dev/null && "
                + RUN));
  }

  /** What Java throws as an Error is reported like everything else. */
  @Test
  void aLibraryThatCannotBeLoadedIsSaid() throws IOException, InterruptedException {
    Ran ran =
        new Shell(folder)
            .run(
                Map.of("CS_OPTIONS", "-Donnxruntime.native.path=" + folder.resolve("nowhere")),
                RUN);
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("convspectrum: a native library cannot be used: ")
        .doesNotContain("\tat ");
  }

  @Test
  void noFolderOfTemporaryFiles() throws IOException, InterruptedException {
    Files.delete(temporary);
    Ran ran = run(Map.of(), home.toString(), RUN);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("the folder of temporary files, " + temporary + ", does not exist")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void temporaryFilesThatCannotBeWritten() throws IOException, InterruptedException {
    Shell.require("unshare", "mount");
    String mounted = "mount -t tmpfs -o ro tmpfs temporary";
    assumeTrue(
        run(Map.of(), "?", "unshare -m bash -c '" + mounted + "'").code() == 0,
        "no file system may be mounted here");
    Ran ran =
        run(
            Map.of(),
            home.toString(),
            "unshare -m bash -c '%s && \"$CS\" measure tiny.yaml --runtime vector --budget 1s'"
                .formatted(mounted));
    assertThat(ran.out())
        .contains(
            "vector cannot run it: " + temporary + ": temporary files cannot be written there")
        .contains("Read-only file system; try another folder, with the option -Djava.io.tmpdir=")
        .doesNotContain("Exception");
  }

  @Test
  void aNameThatTheLocaleCannotRead() throws IOException, InterruptedException {
    Ran ran = run(Map.of("LC_ALL", "C"), home.toString(), "\"$CS\" cost größe.yaml");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("is no file name here", "try LC_ALL=C.UTF-8")
        .doesNotContain("internal error");
    ran =
        run(
            Map.of("LC_ALL", "C.UTF-8"),
            home.toString(),
            "cp tiny.yaml größe.yaml; \"$CS\" cost größe.yaml");
    assertThat(ran.out()).startsWith("größe, by layer");
  }

  @Test
  void whatKilledProcessesLeftIsDeleted() throws IOException, InterruptedException {
    Files.createDirectory(temporary.resolve("onnxruntime-java123"));
    isDone(run(Map.of(), home.toString(), "chmod 700 temporary/*; " + RUN));
    assertThat(temporary.resolve("onnxruntime-java123")).doesNotExist();
  }
}
