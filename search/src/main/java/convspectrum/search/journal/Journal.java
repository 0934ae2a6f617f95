package convspectrum.search.journal;

import convspectrum.spec.file.NearFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All evaluations of the designs of one space, in an SQLite file. May be used by several threads,
 * and by several processes at once.
 */
public final class Journal implements AutoCloseable {
  /** The layout of the file; changed whenever older journals can no longer be read. */
  static final int FORMAT = 2;

  private static final int BUSY_MILLIS = 60_000;

  private final Path file;

  /** Seen by tests too, which let its disk be full. */
  final Connection connection;

  private final StoredLines lines;
  private final Claims claims;
  private final Commands commands;
  private final List<String> notes = new ArrayList<>();

  private Journal(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.lines = new StoredLines(connection);
    this.claims = new Claims(connection);
    this.commands = new Commands(connection);
  }

  /**
   * Opens or creates a journal. A damaged file is renamed, and its readable records are copied;
   * {@link #notes} report this.
   *
   * @param space identifies the space; a journal of another is refused
   * @param version of what evaluates; a journal of another is refused
   * @throws JournalException where it is refused or cannot be read
   * @throws JournalDiskException where the disk fails or has no space left
   */
  public static Journal open(Path file, String space, String version) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new JournalException(
          file + ": is no regular file; expected a journal, which need not exist yet");
    }
    Optional<Salvage> salvage = Files.exists(file) ? Salvage.ifDamaged(file) : Optional.empty();
    Journal journal = new Journal(file, connect(file));
    try {
      journal.prepare();
      if (salvage.isPresent()) {
        journal.insertAll(salvage.get().records());
        journal.notes.add(salvage.get().sentence());
      }
      journal.upgrade();
      journal.require("space", space, "is of another space");
      journal.require(
          "version",
          version,
          "was written by another version of convspectrum, which evaluates other designs or has"
              + " other figures of them");
      return journal;
    } catch (SQLException e) {
      journal.close();
      throw failure(file, e);
    } catch (JournalException | JournalDiskException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Opens an existing journal of any space, for inspection.
   *
   * @throws JournalException where there is none
   */
  public static Journal read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new JournalException(
          file
              + ": there is no such journal; "
              + NearFiles.orExpected(file, "the journal of a search", ".journal"));
    }
    if (Salvage.isDamaged(file)) {
      throw new JournalException(
          file + ": is damaged or no journal; a search with it recovers what can be read");
    }
    return new Journal(file, connect(file));
  }

  private static Connection connect(Path file) {
    try {
      return Sqlite.open(file);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  static RuntimeException failure(Path file, SQLException e) {
    String found = "%s: the journal cannot be used: %s".formatted(file, e.getMessage());
    return Sqlite.isOfTheDisk(e)
        ? new JournalDiskException(
            found
                + ". What was evaluated before is kept; free some space, or name another file"
                + " (--journal)",
            e)
        : new JournalException(found + ". Check the folder, or name another file (--journal)", e);
  }

  private void prepare() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(StoredLines.TABLE);
      statement.execute(Claims.TABLE);
      statement.execute(Commands.TABLE);
    }
  }

  /**
   * Takes over a journal of an older format, and refuses one of a newer.
   *
   * <p>Format 1 says of latencies neither when nor where they were measured: they are there, under
   * another figure, but not used.
   */
  private void upgrade() throws SQLException {
    Optional<Evaluation> written = find(JournalLine.META, "format");
    if (written.isPresent()) {
      String found = written.get().note();
      if (!found.matches("[0-9]{1,6}") || Integer.parseInt(found) > FORMAT) {
        throw new JournalException(
            ("%s: found a journal of format %s, of a newer version of convspectrum; expected format"
                    + " %d or older. Name another file (--journal)")
                .formatted(file, found, FORMAT));
      }
      return;
    }
    if (lines.hasLatencies()) {
      notes.add(
          "the journal is of format 1, whose latencies have neither machine nor date: they are"
              + " measured again, and all else is used");
    }
    insert(
        new JournalLine(
            JournalLine.META,
            "format",
            new Evaluation(OptionalDouble.empty(), Integer.toString(FORMAT))));
  }

  private void require(String fact, String wanted, String problem) throws SQLException {
    Optional<Evaluation> known = find(JournalLine.META, fact);
    if (known.isEmpty()) {
      insert(
          new JournalLine(JournalLine.META, fact, new Evaluation(OptionalDouble.empty(), wanted)));
      known = find(JournalLine.META, fact);
    }
    String found = known.map(Evaluation::note).orElse("");
    if (!found.equals(wanted)) {
      throw new JournalException(
          ("%s: this journal %s (%s, wanted %s). Name another file (--journal), or remove it to"
                  + " begin anew")
              .formatted(file, problem, found, wanted));
    }
  }

  /** What happened on opening, one sentence each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The stored evaluation of a design, if any. */
  public synchronized Optional<Evaluation> find(String figure, String key) {
    try {
      return lines.find(figure, key);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Commits all evaluations or none; existing ones are not replaced. */
  public synchronized void put(String figure, Map<String, Evaluation> evaluations) {
    try {
      insertAll(
          evaluations.entrySet().stream()
              .map(entry -> new JournalLine(figure, entry.getKey(), entry.getValue()))
              .toList());
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private synchronized void insertAll(List<JournalLine> records) throws SQLException {
    Transaction.of(
        connection,
        () -> {
          for (JournalLine record : records) {
            insert(record);
          }
        });
  }

  private synchronized void insert(JournalLine record) throws SQLException {
    lines.insert(record);
    claims.release(record.figure(), record.key());
  }

  /**
   * Claims an evaluation for this process, unless another live process has claimed it. The claim
   * ends with {@link #put}, and with the process.
   */
  public synchronized boolean claim(String figure, String key) {
    try {
      return claims.take(figure, key);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Stores the progress of a command. */
  public synchronized void progress(String command, long budget, long evaluated) {
    try {
      commands.store(new Run(command, budget, evaluated));
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** A command and its progress. */
  public record Run(String command, long budget, long evaluated) {}

  /** The commands that used this journal, by their text. */
  public synchronized List<Run> runs() {
    try {
      return commands.all();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** One evaluation of the journal. */
  public record Row(String figure, String key, Evaluation evaluation) {}

  /** All evaluations, by figure and key. */
  public synchronized List<Row> rows() {
    try {
      return lines.all().stream()
          .filter(line -> !line.figure().equals(JournalLine.META))
          .map(line -> new Row(line.figure(), line.key(), line.evaluation()))
          .toList();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Facts about the journal: its space, version and format. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String fact : List.of("space", "version", "format")) {
      find(JournalLine.META, fact).ifPresent(value -> facts.put(fact, value.note()));
    }
    return facts;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }
}
