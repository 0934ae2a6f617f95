package convspectrum.search.study;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference under another name, on a clock that moves by a millisecond for each group of a
 * graph's convolutions. It may refuse graphs, or compute them wrongly, by their most groups.
 */
final class FakeRuntime implements InferenceRuntime {
  private final String name;
  private final List<String> jvmOptions;

  /** How many milliseconds a group takes. */
  int slowness = 1;

  /** Whose clock its passes move. */
  FakeRuntime clock = this;

  FakeRuntime() {
    this("fake", List.of());
  }

  FakeRuntime(String name, List<String> jvmOptions) {
    this.name = name;
    this.jvmOptions = jvmOptions;
  }

  /** Groups that it refuses; none if 0. */
  int refused;

  /** Groups of which it computes something wrong; none if 0. */
  int wrong;

  /** Groups that it runs once, for the check, and no more; none if 0. */
  int refusedLater;

  /** Passes by most groups. */
  final Map<Integer, Integer> passes = new HashMap<>();

  /** What it was given, in order. */
  final List<Graph> graphs = new ArrayList<>();

  private final Map<Integer, Integer> compiled = new HashMap<>();
  private long nanos;

  Instruments instruments() {
    return new Instruments(() -> nanos, new TimerResolution(50, 25), new Undisturbed());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> jvmOptions() {
    return jvmOptions;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    graphs.add(graph);
    int groups = groups(graph);
    int times = compiled.merge(groups, 1, Integer::sum);
    if (groups == refused || (groups == refusedLater && times > 1)) {
      throw new UnsupportedGraphException(groups + " groups; at most 7");
    }
    return new FakeProgram(groups, new ReferenceRuntime().compile(graph, weights, options));
  }

  private static int groups(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .mapToInt(op -> op instanceof Op.Conv conv ? conv.groups() : 1)
        .max()
        .orElse(1);
  }

  private final class FakeProgram implements Program {
    private final int groups;
    private final Program program;

    FakeProgram(int groups, Program program) {
      this.groups = groups;
      this.program = program;
    }

    @Override
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
      passes.merge(groups, 1, Integer::sum);
      clock.nanos += groups * slowness * 1_000_000L;
      program.run(inputs, outputs);
      if (groups == wrong) {
        outputs.getFirst().data()[3] += 0.5f;
      }
    }

    @Override
    public List<NodeTime> profile(List<Tensor> inputs) {
      return program.profile(inputs);
    }

    @Override
    public void close() {
      program.close();
    }
  }

  private static final class Undisturbed implements ActivityMeter {
    @Override
    public Activity now() {
      return Activity.NONE;
    }

    @Override
    public long involuntarySwitchesOfThread() {
      return 0;
    }

    @Override
    public long involuntarySwitchesOfProcess() {
      return 0;
    }
  }
}
