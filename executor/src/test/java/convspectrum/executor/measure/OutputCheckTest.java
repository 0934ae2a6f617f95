package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputCheckTest {
  private static final Graph GRAPH = graph();

  private static Graph graph() {
    GraphBuilder builder = new GraphBuilder("g");
    return builder.build(
        builder.add("out", new Op.Identity(), builder.input("x", Shape.of(1, 1, 1, 4))));
  }

  private static OutputCheck check(float... actual) {
    return OutputCheck.compare(
        "S=8", "fast", GRAPH, List.of(values(actual)), List.of(values(0.5f, -200, 3, 4)), 1e-5);
  }

  private static Tensor values(float... values) {
    return Tensor.of(Shape.of(1, 1, 1, 4), values);
  }

  /** 0.001 of 200 is 5e-6. */
  @Test
  void whatIsSmallBesideTheLargestPasses() {
    OutputCheck check = check(0.501f, -200, 3, 4);
    assertThat(check.failure()).isEmpty();
    assertThat(check.difference()).isCloseTo(5e-6, within(1e-8));
  }

  @Test
  void whatDiffersIsNamedWithItsNumbers() {
    assertThat(check(0.5f, -200, 3.5f, 4).failure())
        .contains(
            "S=8: fast does not compute what reference does (2 nodes, input 1x1x1x4): output out"
                + " differs by 2.50e-03 of the largest at element 2: found 3.5, expected 3.0;"
                + " allowed 1.0e-05 of the largest. Not timed.");
  }

  @Test
  void notANumberFails() {
    OutputCheck check = check(0.5f, Float.NaN, 3, 4);
    assertThat(check.difference()).isNaN();
    assertThat(check.failure().orElseThrow())
        .contains("output out is not finite at element 1: found NaN, expected -200.0");
    assertThat(check(0.5f, Float.POSITIVE_INFINITY, 3, 4).failure()).isPresent();
  }

  /** A host hands out what was never written as NaN. */
  @Test
  void anOutputThatIsNotWrittenFails() {
    Program writesNothing =
        new Program() {
          @Override
          public void run(List<Tensor> inputs, List<Tensor> outputs) {}

          @Override
          public List<NodeTime> profile(List<Tensor> inputs) {
            return List.of();
          }

          @Override
          public void close() {}
        };
    Job job = new Job(GRAPH, () -> writesNothing, List::of);
    Workload workload =
        new Workload() {
          @Override
          public String version() {
            return "";
          }

          @Override
          public Job timed(String design) {
            return job;
          }

          @Override
          public Job checked(String design) {
            return job;
          }
        };
    List<Tensor> outputs =
        new LocalHost(workload, Instruments.system(), 1, false, 1).outputs("S=8");
    assertThat(check(outputs.getFirst().data()).failure()).isPresent();
  }
}
