package convspectrum.search.journal;

import convspectrum.search.journal.Journal.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that used a journal, with their progress. Not safe for threads by itself: {@link
 * Journal} lets in one at a time.
 */
record Commands(Connection connection) {
  /** Creates the table where it is missing. */
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS run (command TEXT PRIMARY KEY, budget INTEGER NOT NULL,"
          + " evaluated INTEGER NOT NULL)";

  /** Stores the progress of a command; the number of its evaluations never falls. */
  void store(Run run) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO run VALUES (?, ?, ?) ON CONFLICT (command) DO UPDATE SET"
                + " budget = excluded.budget, evaluated = max(evaluated, excluded.evaluated)")) {
      upsert.setString(1, run.command());
      upsert.setLong(2, run.budget());
      upsert.setLong(3, run.evaluated());
      upsert.executeUpdate();
    }
  }

  /** All commands, by their text. */
  List<Run> all() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT command, budget, evaluated FROM run ORDER BY command")) {
      List<Run> runs = new ArrayList<>();
      while (rows.next()) {
        runs.add(new Run(rows.getString(1), rows.getLong(2), rows.getLong(3)));
      }
      return runs;
    }
  }
}
