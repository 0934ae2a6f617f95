package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the launcher runs, after Maven has packaged it. */
final class PackagedJarIT {
  private static final Path JAR = Path.of("target/convspectrum.jar").toAbsolutePath();

  /**
   * What the jar may have with the libraries of one platform, in bytes. On Linux x64 oneDNN is 27
   * million of them.
   */
  private static final long MOST_BYTES = 75_000_000;

  /** Libraries that are packed in part. */
  private static final List<String> IN_PART = List.of("com/ibm/icu/", "it/unimi/dsi/fastutil/");

  /** An entry of the list of components: licences, and the artifact between the colons. */
  private static final Pattern COMPONENT =
      Pattern.compile("^ +(\\(.+\\)) .*\\(.+:(.+):.+ - .*\\)$");

  @TempDir private Path folder;

  @Test
  void hasTheLibrariesOfOnePlatformAndStaysSmall() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Set<String> platforms = new TreeSet<>();
      for (String name : names(jar)) {
        if (name.startsWith("ai/onnxruntime/native/") && !name.endsWith("/")) {
          platforms.add(name.split("/")[3]);
        }
      }
      // -Pall-platforms packs more, and is no concern of the limit.
      if (platforms.size() <= 1) {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
      }
      assertThat(platforms).isNotEmpty();
      assertThat(names(jar)).noneMatch(name -> name.contains(".dSYM"));
    }
  }

  /** What Tablesaw reaches of libraries that are packed in part must be there. */
  @Test
  void nothingRefersToAClassThatWasLeftOut() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Deque<String> open = new ArrayDeque<>();
      names(jar).stream()
          .filter(name -> name.startsWith("tech/tablesaw/") && name.endsWith(".class"))
          .forEach(open::add);
      int starts = open.size();
      Set<String> seen = new HashSet<>(open);
      Set<String> missing = new TreeSet<>();
      while (!open.isEmpty()) {
        String name = open.remove();
        for (String referred : references(jar, name)) {
          if (jar.getEntry(referred) == null) {
            missing.add(name + " refers to " + referred);
          } else if (seen.add(referred)) {
            open.add(referred);
          }
        }
      }
      assertThat(missing).isEmpty();
      assertThat(seen).hasSizeGreaterThan(starts + 1000);
    }
  }

  /** The classes of libraries packed in part that a class refers to, as names of entries. */
  private static Set<String> references(JarFile jar, String name) throws IOException {
    Set<String> references = new HashSet<>();
    byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof ClassEntry type) {
        String referred = type.asInternalName();
        if (IN_PART.stream().anyMatch(referred::startsWith)) {
          references.add(referred + ".class");
        }
      }
    }
    return references;
  }

  @Test
  void hasALicenceForEachComponent() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = names(jar);
      List<String> lines =
          text(jar, "META-INF/licenses/COMPONENTS.txt").lines().filter(l -> !l.isBlank()).toList();
      for (String line : lines.subList(1, lines.size())) {
        var component = COMPONENT.matcher(line);
        assertThat(component.find()).as(line).isTrue();
        String texts = "META-INF/licenses/" + component.group(2) + "-jar/";
        boolean apache = component.group(1).contains("(Apache-2.0)");
        assertThat(names)
            .as("licence of %s", line)
            .anyMatch(name ->
                name.equals("META-INF/LICENSE") && apache
                    || name.startsWith(texts) && name.contains("LICENSE"));
        if (!apache) {
          // What is passed on under MIT and BSD licences is passed on with whose it is.
          StringBuilder all = new StringBuilder();
          for (String name : names) {
            if (name.startsWith(texts) && !name.endsWith("/")) {
              all.append(text(jar, name));
            }
          }
          assertThat(all.toString())
              .as("copyright of %s", line)
              .containsPattern("(?i)copyright.+([0-9]{4}|Microsoft Corporation)");
        }
      }
      assertThat(lines).hasSizeGreaterThan(30);
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(Repository.ROOT.resolve("LICENSE")));
      assertThat(text(jar, "META-INF/NOTICE"))
          .startsWith("\nconvspectrum\n")
          .contains("2.0 by the authors", "Apache Commons Math", "Jackson JSON processor");
    }
  }

  /** The first start of a service or in a container, by the launcher: no home, no locale. */
  @Test
  void startsInAnEmptyEnvironment() throws Exception {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                "/usr/bin/env",
                "-i",
                "PATH=/usr/bin:/bin",
                "CONVSPECTRUM_JAVA_HOME=" + System.getProperty("java.home"),
                Repository.ROOT.resolve("convspectrum").toString(),
                "cost",
                Repository.example("spectrum.yaml"),
                "--set",
                "segments=8")
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(out).contains("406,563,976"); // MACs, as the table of the README has them
    assertThat(Files.readString(errors)).doesNotContain("unbound", "building with Maven");
  }

  /**
   * Tablesaw, with all that it finds by name; without univocity-parsers its Table does not load.
   */
  @Test
  void selectsRows() throws Exception {
    assertThat(done("cost", "zoo:squeezenet-1.0", "--sort=macs:desc", "--top=1", "--format=csv"))
        .contains("conv");
  }

  @Test
  void runsOnOnnxRuntime() throws Exception {
    assertThat(done("run", Specs.tiny(folder).toString(), "--runtime=onnxruntime"))
        .contains("onnxruntime");
  }

  /** The two libraries of oneDNN are there for Linux x64, and nothing else of its artifact. */
  @Test
  void runsOnOneDnn() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> packed =
          names(jar).stream()
              .filter(name -> name.startsWith("org/bytedeco/") && !name.endsWith("/"))
              .toList();
      assumeThat(packed).isNotEmpty();
      assertThat(packed)
          .containsExactlyInAnyOrder(
              "org/bytedeco/dnnl/linux-x86_64/libdnnl.so.3",
              "org/bytedeco/dnnl/linux-x86_64/libgomp.so.1");
    }
    assertThat(done("run", Specs.tiny(folder).toString(), "--runtime=onednn")).contains("onednn");
  }

  @Test
  void keepsAJournalInSqlite() throws Exception {
    Path journal = folder.resolve("search.journal");
    done(
        "search",
        Specs.tiny(folder).toString(),
        "--objective=macs",
        "--strategy=exhaustive",
        "--journal=" + journal);
    assertThat(journal).isNotEmptyFile();
  }

  private String done(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    JAR.toString()),
                Stream.of(arguments))
            .toList();
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return out;
  }

  private static List<String> names(JarFile jar) {
    return jar.stream().map(entry -> entry.getName()).toList();
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
