package convspectrum.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an executor brings back of a task for a worker.
 *
 * @param result of the task; null where there is none
 * @param reason why there is none; empty where there is one
 */
record Brought<R>(@Nullable R result, String reason) implements Serializable {
  private static final long serialVersionUID = 1L;
}
