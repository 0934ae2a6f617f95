package convspectrum.search.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evaluations of a journal, a line each, which once stored is not replaced. Not safe for
 * threads by itself: {@link Journal} lets in one at a time.
 */
record StoredLines(Connection connection) {
  /** Creates the table where it is missing. */
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS evaluation (figure TEXT NOT NULL, key TEXT NOT NULL,"
          + " line TEXT NOT NULL, PRIMARY KEY (figure, key))";

  /** The evaluation of a design, if it is stored and its line is sound. */
  Optional<Evaluation> find(String figure, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT line FROM evaluation WHERE figure = ? AND key = ?")) {
      select.setString(1, figure);
      select.setString(2, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? JournalLine.parse(rows.getString(1)).map(JournalLine::evaluation)
            : Optional.empty();
      }
    }
  }

  /** Stores an evaluation, unless there is one of this figure and key. */
  void insert(JournalLine line) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO evaluation VALUES (?, ?, ?)")) {
      insert.setString(1, line.figure());
      insert.setString(2, line.key());
      insert.setString(3, line.line());
      insert.executeUpdate();
    }
  }

  /** All sound lines, by figure and key. */
  List<JournalLine> all() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT line FROM evaluation ORDER BY figure, key")) {
      List<JournalLine> found = new ArrayList<>();
      while (rows.next()) {
        JournalLine.parse(rows.getString(1)).ifPresent(found::add);
      }
      return found;
    }
  }

  /** Whether there is a latency in the layout of format 1. */
  boolean hasLatencies() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT 1 FROM evaluation WHERE figure LIKE '%-latency@%' LIMIT 1")) {
      return rows.next();
    }
  }
}
