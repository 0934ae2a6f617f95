package convspectrum.spark;

import convspectrum.search.work.WorkFailedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How long a cluster may be without any worker. Spark itself would wait for one for ever, and say
 * nothing.
 */
final class Absence {
  private static final Duration TOLD = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofSeconds(60);

  private final BooleanSupplier present;
  private final Consumer<String> notes;
  private final LongSupplier nanos;
  private boolean absent;
  private boolean told;
  private long since;

  /**
   * Watches workers.
   *
   * @param present whether one is there
   * @param notes is told that none is
   * @param nanos a clock
   */
  Absence(BooleanSupplier present, Consumer<String> notes, LongSupplier nanos) {
    this.present = present;
    this.notes = notes;
    this.nanos = nanos;
  }

  /**
   * To be called again and again while results are waited for.
   *
   * @throws WorkFailedException where none has been there for a minute
   */
  void check() {
    long now = nanos.getAsLong();
    if (present.getAsBoolean()) {
      absent = false;
      told = false;
      return;
    }
    if (!absent) {
      absent = true;
      since = now;
    }
    long passed = now - since;
    if (passed >= MOST.toNanos()) {
      throw new WorkFailedException(
          "no worker is left, and none came for %d s; what came until then is kept where there is a journal; try again when there is one, and look into the logs of the workers"
              .formatted(MOST.toSeconds()));
    }
    if (!told && passed >= TOLD.toNanos()) {
      told = true;
      notes.accept(
          "no worker is left; another one is waited for, %d s".formatted(MOST.toSeconds()));
    }
  }
}
