package convspectrum.cli.terminal;

import convspectrum.search.study.StudyProgress;
import convspectrum.spec.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A page that is written anew while a command works, between the things that are timed. A file is
 * replaced as a whole, so that a browser never reads a part of it. Writing takes at most a
 * twentieth of the time. A page that does not become a report is deleted.
 */
public final class LivePage implements StudyProgress, AutoCloseable {
  private static final long SHORTEST_PAUSE_NANOS = 2_000_000_000L;

  /** Pauses are at least this many times as long as what was written last took. */
  private static final long PAUSE_FACTOR = 20;

  private final Path file;
  private final UnaryOperator<String> page;
  private final LongSupplier nanos;
  private long next;
  private boolean finished;

  /**
   * A page.
   *
   * @param page makes it of the sentence that says how far the command is
   */
  public LivePage(Path file, UnaryOperator<String> page) {
    this(file, page, System::nanoTime);
  }

  /** The same by another clock. */
  LivePage(Path file, UnaryOperator<String> page, LongSupplier nanos) {
    this.file = file;
    this.page = page;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  @Override
  public void report(String task, long done, long total, String note) {
    long start = nanos.getAsLong();
    if (start - next < 0) {
      return;
    }
    AtomicFile.write(file, page.apply(sentence(task, done, total, note)));
    long took = nanos.getAsLong() - start;
    next = start + took + Math.max(SHORTEST_PAUSE_NANOS, PAUSE_FACTOR * took);
  }

  private static String sentence(String task, long done, long total, String note) {
    String of = total > 0 && total != Long.MAX_VALUE ? " of " + total : "";
    return "Still at work, %s: %d%s%s. This page follows by itself."
        .formatted(task, done, of, note.isEmpty() ? "" : " (" + note + ")");
  }

  /** Says that the report has taken the place of the page. */
  public void finish() {
    finished = true;
  }

  @Override
  public void close() {
    if (!finished) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
