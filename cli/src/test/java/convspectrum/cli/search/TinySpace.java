package convspectrum.cli.search;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A space of eight designs, and a table of figures of seven of them. */
final class TinySpace {
  static final String TEXT =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters:
        segments: [1, 2, 4, 8]
        kernel: [1, 3]
      layers:
        - segmented: {out: 8, kernel: $kernel, segments: $segments}
      """;

  private static final String TABLE =
      """
      code,accuracy,cost
      00,10,1
      01,20,2
      10,30,4
      11,15,8
      20,25,16
      21,5,32
      30,40,64
      """;

  private TinySpace() {}

  static String write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  static String write(Path folder) throws IOException {
    return write(folder, "tiny.yaml", TEXT);
  }

  static String writeTable(Path folder) throws IOException {
    return write(folder, "t.csv", TABLE);
  }

  /** Searches for accuracy and cost among the rows of the table. */
  static Ran table(Path folder, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "search",
                write(folder),
                "--table",
                writeTable(folder),
                "--key",
                "code",
                "--objective",
                "table.accuracy,table.cost:min"));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }
}
