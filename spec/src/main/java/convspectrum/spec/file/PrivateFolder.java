package convspectrum.spec.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folders that nobody but this user can write to. What is loaded as a program, and locks, must not
 * be where another user of the machine can put a file or a link in their place.
 */
public final class PrivateFolder {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static @Nullable Path ofProcess;

  private PrivateFolder() {}

  /**
   * This user's folder among the temporary files, the same for all processes: {@code
   * convspectrum-1000}. Where another user has taken the name, a new folder of this process alone.
   *
   * @throws IOException where there is no folder for temporary files
   * @throws WriteException where it cannot be written
   */
  public static synchronized Path temporary() throws IOException {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    if (!Files.isDirectory(all)) {
      throw new IOException("the folder of temporary files, " + all + ", does not exist");
    }
    Path folder = all.resolve("convspectrum-" + user());
    try {
      create(folder);
    } catch (FileAlreadyExistsException e) {
      // It is judged below.
    } catch (FileSystemException e) {
      throw new WriteException(
          all,
          "temporary files cannot be written there"
              + (e.getReason() == null ? "" : ": " + e.getReason()),
          "try another folder, with the option -Djava.io.tmpdir=/a/folder of Java (CONVSPECTRUM_JAVA_OPTS)");
    }
    if (isPrivate(folder)) {
      return folder;
    }
    Path own = ofProcess;
    if (own == null) {
      Path made = Files.createTempDirectory("convspectrum-"); // for its owner alone
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform().unstarted(() -> TemporaryFolder.deleteQuietly(made)));
      own = made;
      ofProcess = own;
    }
    return own;
  }

  /** Makes a folder, for its owner alone where the system knows such permissions. */
  static void create(Path folder) throws IOException {
    if (isPosix(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /**
   * Takes the permission of others to write to a folder, where it is this user's.
   *
   * @throws IOException where it is not
   */
  public static void close(Path folder) throws IOException {
    if (isPosix(folder) && !Files.isSymbolicLink(folder)) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
      if (permissions.removeAll(OF_OTHERS)) {
        Files.setPosixFilePermissions(folder, permissions);
      }
    }
  }

  /**
   * Whether it is a folder, and no link to one, that belongs to this user and that no other may
   * write to.
   */
  public static boolean isPrivate(Path folder) {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (!isPosix(folder)) {
        return true; // Windows keeps the folders of users apart.
      }
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
      return permissions.stream().noneMatch(OF_OTHERS::contains) && isMine(folder);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isMine(Path folder) throws IOException {
    Optional<Object> me = me();
    return me.isEmpty()
        || me.get().equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /** The number of the user of this process, where the system has such numbers and shows it. */
  private static Optional<Object> me() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.isDirectory(self)) {
      return Optional.of(Files.getAttribute(self, "unix:uid"));
    }
    Path probe = Files.createTempFile("convspectrum", "");
    try {
      return isPosix(probe)
          ? Optional.of(Files.getAttribute(probe, "unix:uid", LinkOption.NOFOLLOW_LINKS))
          : Optional.empty();
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static String user() throws IOException {
    return me().map(String::valueOf)
        .orElseGet(() -> System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9]", "_"));
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
