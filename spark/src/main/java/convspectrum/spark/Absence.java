package convspectrum.spark;

import convspectrum.search.work.WorkFailedException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a cluster may be without any worker. Spark itself would wait for one for ever, and say
 * nothing; and where executors come and go at once, it would start others for ever.
 */
final class Absence {
  private static final Duration TOLD = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofSeconds(60);

  private final Supplier<Presence> presence;
  private final Supplier<String> reason;
  private final Consumer<String> notes;
  private final LongSupplier nanos;
  private boolean absent;
  private boolean told;
  private long since;

  /**
   * Watches workers.
   *
   * @param presence whether one is there
   * @param reason why the last one has gone, to be put behind a sentence; may be empty
   * @param notes is told that none is
   * @param nanos a clock
   */
  Absence(
      Supplier<Presence> presence,
      Supplier<String> reason,
      Consumer<String> notes,
      LongSupplier nanos) {
    this.presence = presence;
    this.reason = reason;
    this.notes = notes;
    this.nanos = nanos;
  }

  /**
   * To be called again and again while results are waited for.
   *
   * @throws WorkFailedException where none has been there for a minute, or none that stayed
   */
  void check() {
    long now = nanos.getAsLong();
    Presence there = presence.get();
    if (there == Presence.STEADY) {
      end();
    } else if (there == Presence.NONE && !absent) {
      absent = true;
      since = now;
    }
    if (!absent) {
      return;
    }
    long passed = now - since;
    if (passed >= MOST.toNanos()) {
      throw new WorkFailedException(
          "no worker is left, and none came for %d s that could do anything%s; what came until then is kept where there is a journal; try again when there is one, and look into the logs of the workers; a master that was started again has ended what it does not know"
              .formatted(MOST.toSeconds(), reason.get()));
    }
    if (!told && passed >= TOLD.toNanos()) {
      told = true;
      notes.accept(
          "no worker is left%s; another one is waited for, %d s"
              .formatted(reason.get(), MOST.toSeconds()));
    }
  }

  /** A worker has done something, or stays. */
  void end() {
    absent = false;
    told = false;
  }
}
