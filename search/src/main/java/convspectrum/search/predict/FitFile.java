package convspectrum.search.predict;

import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what was found out about a table in a file beside it. It is only ever a short cut: a file
 * that is damaged or of another table is replaced, and one that cannot be written is not there.
 */
final class FitFile {
  /** What is written and read; another number wherever {@link PassFit} would find other figures. */
  private static final String SCHEMA = "convspectrum/latency-fit/1";

  private static final String TABLE = ".latency.json";
  private static final String FIT = ".fitted.json";

  private FitFile() {}

  /**
   * What is kept.
   *
   * @param schema what the file is and its version
   * @param table SHA-256 of the file of the table
   */
  private record Kept(
      String schema,
      String table,
      double noise,
      double group,
      double steps,
      double halfWidth,
      List<Integer> leftOut) {}

  /** The fit of a table, which was read from a file. */
  static PassFit of(LatencyTable table, Path file) {
    Path beside = beside(file);
    Optional<String> hash = hash(file);
    Optional<PassFit> kept = hash.flatMap(its -> read(beside, its));
    if (kept.isPresent()) {
      return kept.get();
    }
    PassFit fit = PassFit.of(table);
    hash.ifPresent(its -> write(beside, its, fit));
    return fit;
  }

  /** {@code space.vector-1.fitted.json} beside {@code space.vector-1.latency.json}. */
  private static Path beside(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(TABLE) ? name.substring(0, name.length() - TABLE.length()) : name;
    return file.resolveSibling(stem + FIT);
  }

  private static Optional<PassFit> read(Path file, String hash) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Kept kept = JsonMapper.shared().readValue(file, Kept.class);
      return SCHEMA.equals(kept.schema()) && hash.equals(kept.table())
          ? Optional.of(
              new PassFit(
                  new PassModel.Spread(kept.noise(), kept.group(), kept.steps()),
                  kept.halfWidth(),
                  kept.leftOut()))
          : Optional.empty();
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty(); // damaged
    }
  }

  private static void write(Path file, String hash, PassFit fit) {
    Kept kept =
        new Kept(
            SCHEMA,
            hash,
            fit.spread().noise(),
            fit.spread().group(),
            fit.spread().steps(),
            fit.halfWidth(),
            fit.leftOut());
    try {
      AtomicFile.write(file, JsonMapper.shared().writeValueAsString(kept) + "\n");
    } catch (WriteException e) {
      // The table is fitted again next time.
    }
  }

  private static Optional<String> hash(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return Optional.of(HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
