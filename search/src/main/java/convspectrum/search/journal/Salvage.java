package convspectrum.search.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records of a damaged journal, which now has another name.
 *
 * @param records the undamaged ones
 * @param aside the damaged file under its new name
 */
record Salvage(List<JournalLine> records, Path aside) {
  /** Renames a file if it is damaged, and reads its undamaged records. */
  static Optional<Salvage> ifDamaged(Path file) {
    if (!isDamaged(file)) {
      return Optional.empty();
    }
    try {
      Path log = file.resolveSibling(file.getFileName() + "-wal");
      Set<JournalLine> records = new LinkedHashSet<>(JournalLine.find(Files.readAllBytes(file)));
      if (Files.exists(log)) {
        records.addAll(JournalLine.find(Files.readAllBytes(log)));
      }
      if (records.isEmpty() && !isDatabase(file)) {
        throw new JournalException(
            file + ": is no journal. Name another file (--journal), which need not exist");
      }
      Path aside = free(file);
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(log);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
      return Optional.of(new Salvage(new ArrayList<>(records), aside));
    } catch (IOException e) {
      throw new JournalException(
          file + ": is damaged, and could not be read: " + e.getMessage() + ". Name another file",
          e);
    }
  }

  /** Whether SQLite, or the checksum of some row, finds a fault. */
  static boolean isDamaged(Path file) {
    try (Connection connection = Sqlite.open(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      try (ResultSet rows = statement.executeQuery("PRAGMA quick_check")) {
        if (!rows.next() || !rows.getString(1).equals("ok")) {
          return true;
        }
      }
      try (ResultSet tables =
          statement.executeQuery(
              "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'evaluation'")) {
        if (tables.getInt(1) == 0) {
          if (hasTables(statement)) {
            throw new JournalException(
                file + ": is another database, no journal. Name another file (--journal)");
          }
          return false;
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT line, figure, key FROM evaluation")) {
        while (rows.next()) {
          String figure = rows.getString(2);
          String key = rows.getString(3);
          // The line of another design would be believed.
          if (JournalLine.parse(rows.getString(1))
              .filter(line -> line.isOf(figure, key))
              .isEmpty()) {
            return true;
          }
        }
      }
      return false;
    } catch (SQLException e) {
      if (Sqlite.isOfTheDisk(e)) {
        throw Journal.failure(file, e);
      }
      return true;
    }
  }

  /** Whether it starts with the header of an SQLite file, or is empty. */
  private static boolean isDatabase(Path file) throws IOException {
    byte[] start = "SQLite format 3".getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] read = in.readNBytes(start.length);
      return read.length == 0 || Arrays.equals(read, start);
    }
  }

  private static boolean hasTables(Statement statement) throws SQLException {
    try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
      return tables.getInt(1) > 0;
    }
  }

  private static Path free(Path file) {
    for (int i = 1; ; i++) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged" + (i == 1 ? "" : "-" + i));
      if (!Files.exists(aside)) {
        return aside;
      }
    }
  }

  String sentence() {
    long evaluations =
        records.stream().filter(record -> !record.figure().equals(JournalLine.META)).count();
    return "the journal was damaged: %d evaluation%s recovered, what else there was is lost; the damaged file is kept as %s"
        .formatted(evaluations, evaluations == 1 ? " was" : "s were", aside.getFileName());
  }
}
