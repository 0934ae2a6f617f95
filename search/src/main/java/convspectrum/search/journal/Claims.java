package convspectrum.search.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Which process evaluates what, so that processes that share a journal do not do the same work. Not
 * safe for threads by itself: {@link Journal} lets in one at a time.
 */
final class Claims {
  /** Creates the table where it is missing. */
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS claim (figure TEXT NOT NULL, key TEXT NOT NULL,"
          + " owner TEXT NOT NULL, PRIMARY KEY (figure, key))";

  private final Connection connection;
  private final Owner owner = Owner.current();

  Claims(Connection connection) {
    this.connection = connection;
  }

  /** Claims an evaluation for this process; false if another live process has claimed it. */
  boolean take(String figure, String key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO claim VALUES (?, ?, ?)")) {
      insert.setString(1, figure);
      insert.setString(2, key);
      insert.setString(3, owner.text());
      if (insert.executeUpdate() == 1) {
        return true;
      }
    }
    return takeOver(figure, key);
  }

  private boolean takeOver(String figure, String key) throws SQLException {
    String holder;
    try (PreparedStatement select =
        connection.prepareStatement("SELECT owner FROM claim WHERE figure = ? AND key = ?")) {
      select.setString(1, figure);
      select.setString(2, key);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return false; // The other process has just finished.
        }
        holder = rows.getString(1);
      }
    }
    if (holder.equals(owner.text())) {
      return true;
    }
    if (Owner.isAlive(holder)) {
      return false;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE claim SET owner = ? WHERE figure = ? AND key = ? AND owner = ?")) {
      update.setString(1, owner.text());
      update.setString(2, figure);
      update.setString(3, key);
      update.setString(4, holder);
      return update.executeUpdate() == 1;
    }
  }

  /** Ends a claim, whoever has it. */
  void release(String figure, String key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM claim WHERE figure = ? AND key = ?")) {
      delete.setString(1, figure);
      delete.setString(2, key);
      delete.executeUpdate();
    }
  }

  /** A process; its start time tells it from an earlier one with the same number. */
  private record Owner(String text) {
    static Owner current() {
      return new Owner(text(ProcessHandle.current()));
    }

    private static String text(ProcessHandle handle) {
      return handle.pid() + "@" + handle.info().startInstant().map(Instant::toString).orElse("");
    }

    static boolean isAlive(String owner) {
      long pid = Long.parseLong(owner.substring(0, owner.indexOf('@')));
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(handle -> text(handle).equals(owner))
          .orElse(false);
    }
  }
}
