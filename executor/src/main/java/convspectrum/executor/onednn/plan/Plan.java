package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.NativeObjects;
import java.util.List;

/**
 * The program of a graph before its code is generated. It holds descriptors of the library, and
 * ends them when it is closed.
 *
 * @param steps in the order of execution
 * @param inputs where the elements of the graph's inputs are written, row-major
 * @param outputs where the elements of its outputs are found, row-major
 * @param objects the descriptors
 */
public record Plan(
    List<PlannedStep> steps, List<Value> inputs, List<Value> outputs, NativeObjects objects)
    implements AutoCloseable {
  public Plan {
    steps = List.copyOf(steps);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  @Override
  public void close() {
    objects.close();
  }
}
