package convspectrum.spark;

import convspectrum.search.work.ComputingMachine;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of a task.
 *
 * @param machine that computed it
 * @param results of its numbers, in their order; those before a failure
 * @param failure that another try would meet again; null where there is none
 */
record TaskResult<R>(ComputingMachine machine, List<R> results, @Nullable RuntimeException failure)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
