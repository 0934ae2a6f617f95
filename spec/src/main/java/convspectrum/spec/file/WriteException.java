package convspectrum.spec.file;

import convspectrum.spec.fault.FailedRunException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file could not be written. The message is one line: the path, what went wrong, what to do. */
public final class WriteException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  WriteException(Path path, String problem, String remedy) {
    super(path + ": " + problem + "; " + remedy);
    this.path = path;
  }

  private WriteException(Path path, String message, IOException cause) {
    super(message, cause);
    this.path = path;
  }

  public static WriteException of(Path path, IOException cause) {
    return new WriteException(path, path + ": cannot be written: " + explain(cause), cause);
  }

  /** The file that was to be written. */
  public Path path() {
    return path;
  }

  private static String explain(IOException cause) {
    return switch (cause) {
      case AccessDeniedException denied ->
          "no permission at " + denied.getFile() + "; choose a folder that you may write to";
      case FileAlreadyExistsException exists ->
          exists.getFile() + " is a file where a folder is needed; choose another place";
      case NoSuchFileException missing ->
          missing.getFile() + " does not exist; make it, or choose another place";
      case FileSystemException other when other.getReason() != null ->
          remedied(String.valueOf(other.getReason()));
      default -> remedied(String.valueOf(cause.getMessage()));
    };
  }

  private static String remedied(String reason) {
    return reason.contains("space") || reason.contains("quota")
        ? reason + "; free some space or choose another place"
        : reason + "; choose another place";
  }
}
