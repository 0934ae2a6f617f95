package convspectrum.search.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A calibration that has not come to its end: it is written after each group, so that the next one
 * goes on where it was.
 *
 * @param schema what the file is and its version: {@value #SCHEMA}
 * @param task a text that is equal for equal tasks
 * @param seconds how long it took so far
 * @param plan the choices of each design that is to be timed, in order
 * @param done how many of them were timed or failed
 * @param table what is known so far
 */
record PartialTable(
    String schema,
    String task,
    double seconds,
    List<List<Integer>> plan,
    int done,
    LatencyTable table) {
  static final String SCHEMA = "convspectrum/latency-table-part/1";

  PartialTable {
    if (!schema.equals(SCHEMA)) {
      throw new IllegalArgumentException("schema " + schema + "; expected " + SCHEMA);
    }
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(table, "table");
    plan = plan.stream().map(List::copyOf).toList();
    if (done < 0 || done > plan.size()) {
      throw new IllegalArgumentException(
          "%d of %d designs done; expected no more".formatted(done, plan.size()));
    }
  }

  /** Where the calibration that will write a table keeps what it has. */
  static Path besides(Path table) {
    return table.resolveSibling(table.getFileName() + ".part");
  }

  /** What an earlier run of the same task left; empty where there is nothing that helps. */
  static Optional<PartialTable> read(Path file, String task) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TableFile.read(file, PartialTable.class, SCHEMA))
          .filter(part -> part.task().equals(task));
    } catch (LatencyTableException e) {
      return Optional.empty(); // what is damaged is measured again
    }
  }

  void write(Path file) {
    TableFile.write(file, this);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
