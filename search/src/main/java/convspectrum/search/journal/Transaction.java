package convspectrum.search.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements of which all are committed, or none. */
final class Transaction {
  private Transaction() {}

  /** What is done in a transaction. */
  interface Statements {
    void run() throws SQLException;
  }

  static void of(Connection connection, Statements statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      statements.run();
      connection.commit();
    } catch (SQLException e) {
      abandon(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  /**
   * Takes back the transaction, whose end would commit a part otherwise. Where the disk failed
   * SQLite has done so itself, and refuses to do it again; the cause is still the failure that is
   * reported. The connection is then usable: what comes next begins a transaction of its own.
   */
  private static void abandon(Connection connection, SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
