package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.block.Doc;
import java.util.Objects;

/**
 * A step of a runtime without the names of a network: what steps of different networks that take
 * the same time have in common. Types with equal keys are equal.
 *
 * @param key all that the time depends on
 * @param kernel the kind of step
 * @param work the amount of work
 */
public record StepType(
    @Doc("All that the time of the step depends on.") String key,
    @Doc("The kind of step.") String kernel,
    @Doc("The amount of work.") Work work) {
  public StepType {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(work, "work");
  }

  /** The type of a step. */
  public static StepType of(RuntimeStep step) {
    return new StepType(step.key(), step.kernel(), step.work());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepType type && key.equals(type.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
