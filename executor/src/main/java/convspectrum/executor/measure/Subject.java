package convspectrum.executor.measure;

import convspectrum.executor.runtime.Program;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A design to be timed on one runtime.
 *
 * @param design its label, unique in a run
 * @param program compiles it; called once for each batch that it is part of, and the program closed
 *     after. May throw: the design then has a row that says why
 * @param inputs what to run it on, one tensor per input of the graph
 * @param outputs where the results go, one tensor per output
 * @param bytes memory that the program takes, about: weights, activations, packed copies
 */
public record Subject(
    String design,
    Supplier<Program> program,
    List<Tensor> inputs,
    List<Tensor> outputs,
    long bytes) {
  public Subject {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (bytes < 0) {
      throw new IllegalArgumentException(design + ": " + bytes + " bytes; expected at least 0");
    }
  }
}
