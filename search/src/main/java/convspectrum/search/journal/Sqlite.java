package convspectrum.search.journal;

import convspectrum.spec.file.NativeLibraries;
import convspectrum.spec.file.NativeLibraryException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** Connections to SQLite, whose native library is loaded from the user's cache folder. */
final class Sqlite {
  /** Property in which the driver looks for a folder that holds its library. */
  private static final String PATH_PROPERTY = "org.sqlite.lib.path";

  /** Where the libraries of all platforms are in the jar. */
  private static final String LIBRARIES = "/org/sqlite/native/";

  /** The bits of a result code that say the kind; the others say what failed in it. */
  private static final int PRIMARY = 0xff;

  private static final Set<Integer> OF_THE_DISK =
      Set.of(
          SQLiteErrorCode.SQLITE_FULL.code,
          SQLiteErrorCode.SQLITE_IOERR.code,
          SQLiteErrorCode.SQLITE_NOMEM.code,
          SQLiteErrorCode.SQLITE_BUSY.code,
          SQLiteErrorCode.SQLITE_LOCKED.code);

  private Sqlite() {}

  /**
   * Opens a file, whatever its name: by itself SQLite takes {@code :memory:} for no file, and what
   * follows a {@code ?} for options.
   *
   * @throws NativeLibraryException where the library cannot be loaded
   */
  static Connection open(Path file) throws SQLException {
    install();
    return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
  }

  /**
   * Whether the disk failed, is full or is in use, which says nothing about what is in the file.
   */
  static boolean isOfTheDisk(SQLException e) {
    return e instanceof SQLiteException failure
        && OF_THE_DISK.contains(failure.getResultCode().code & PRIMARY);
  }

  /** Without it the driver would leave the library among the temporary files when it is killed. */
  private static synchronized void install() {
    if (System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    String folder = LibraryLoaderUtil.getNativeLibResourcePath();
    String name = LibraryLoaderUtil.getNativeLibName();
    URL packed = SQLiteJDBCLoader.class.getResource(folder + "/" + name);
    if (packed == null || !folder.startsWith(LIBRARIES)) {
      return; // The driver says that it knows no such machine.
    }
    String platform =
        folder.substring(LIBRARIES.length()).replace('/', '-').toLowerCase(Locale.ROOT);
    SequencedMap<String, URL> libraries = new LinkedHashMap<>();
    libraries.put(name, packed);
    Path unpacked =
        NativeLibraries.unpacked(
            "SQLite", "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform, libraries);
    System.setProperty(PATH_PROPERTY, unpacked.toString());
  }
}
