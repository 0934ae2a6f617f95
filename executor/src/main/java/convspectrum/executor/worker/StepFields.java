package convspectrum.executor.worker;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The steps of a program as the fields of an answer: eight for each. */
final class StepFields {
  private static final int FIELDS = 8;

  private StepFields() {}

  static Line line(List<RuntimeStep> steps) {
    List<String> fields = new ArrayList<>();
    for (RuntimeStep step : steps) {
      fields.add(step.key());
      fields.add(step.kernel());
      fields.add(String.join(",", step.nodes().stream().map(Line::encode).toList()));
      fields.add(Long.toString(step.work().macs()));
      fields.add(Long.toString(step.work().computedMacs()));
      fields.add(Long.toString(step.work().valueBytes()));
      fields.add(Long.toString(step.work().weightBytes()));
      fields.add(step.lanes());
    }
    return new Line(Line.OK, fields);
  }

  /**
   * Reads them back.
   *
   * @throws RuntimeException if it is no such line, as {@link Line} does
   */
  static List<RuntimeStep> steps(Line answer) {
    List<RuntimeStep> steps = new ArrayList<>();
    for (int i = 0; i < answer.fields().size(); i += FIELDS) {
      steps.add(
          new RuntimeStep(
              answer.field(i),
              answer.field(i + 1),
              Arrays.stream(answer.field(i + 2).split(",")).map(Line::decode).toList(),
              new Work(
                  answer.count(i + 3),
                  answer.count(i + 4),
                  answer.count(i + 5),
                  answer.count(i + 6)),
              answer.field(i + 7)));
    }
    return steps;
  }
}
