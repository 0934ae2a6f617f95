package convspectrum.search.proxy;

import convspectrum.gradients.CrossEntropy;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every figure of a run under the names of a conformance file, so that all proxies can be compared
 * with another implementation's, part by part.
 */
public final class VerifiedFigures {
  private final ScoringRun batch;
  private final ScoringRun running;

  /** The figures of a network with its own weights. */
  public VerifiedFigures(ScoredNetwork network, Precision precision, ScoringInputs inputs) {
    this.batch = new ScoringRun(network, network, precision, Statistics.BATCH, inputs);
    this.running = new ScoringRun(network, network, precision, Statistics.RUNNING, inputs);
  }

  /** The gradient of one parameter, or of the input, row-major. */
  public static final class Gradient {
    private final @Nullable Node node;
    private final String role;
    private final double[] values;

    private Gradient(@Nullable Node node, String role, double[] values) {
      this.node = node;
      this.role = role;
      this.values = values;
    }

    /** The node whose parameter it is; null for the input. */
    public @Nullable Node node() {
      return node;
    }

    /** The parameter's role in the node, such as {@code weight}. */
    public String role() {
      return role;
    }

    /** Its elements, which must not be changed. */
    public double[] values() {
      return values;
    }
  }

  /** All proxies and their parts, by name. */
  public Map<String, Score> scores() {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (String name :
        List.of("params", "macs", "l2_norm", "grad_norm", "snip", "plain", "fisher")) {
      scores.put(name, score(name, batch));
    }
    scores.put("loss_eval", Score.of(loss(Statistics.RUNNING)));
    scores.put("loss_train", Score.of(loss(Statistics.BATCH)));
    SynFlow.Flow flow = SynFlow.flow(batch, batch.precision());
    scores.put("synflow_R", Score.of(scaled(flow.output(), flow)));
    scores.put("synflow", Score.of(scaled(flow.sum(), flow)));
    scores.put("synflow_ln", Score.of(flow.logarithm()));
    for (String name : List.of("jacob_cov", "naswot", "naswot_act", "swap")) {
      scores.put(name + "_train", score(name, batch));
      scores.put(name + "_eval", score(name, running));
    }
    scores.put("gradsign_single", Score.of(GradSign.score(batch, Statistics.BATCH)));
    scores.put("gradsign_eval", Score.of(GradSign.score(batch, Statistics.RUNNING)));
    Zen.Parts zen = Zen.parts(batch);
    scores.put("zen_diff_ln", Score.of(zen.difference()));
    scores.put("zen_bn", Score.of(zen.norms()));
    for (String name :
        List.of("zen", "zico", "meco", "az_expressivity", "az_progressivity", "az_trainability")) {
      scores.put(name, score(name, batch));
    }
    return scores;
  }

  private static double scaled(double value, SynFlow.Flow flow) {
    return Math.scalb(value, Math.toIntExact(flow.exponent()));
  }

  private static Score score(String name, ScoringRun run) {
    return AccuracyProxies.score(AccuracyProxies.named(name), run);
  }

  private double loss(Statistics statistics) {
    return CrossEntropy.loss(logits(statistics), batch.inputs().first().labels());
  }

  /** The logits of the first batch, (samples, classes), row-major. */
  public double[] logits(Statistics statistics) {
    return batch
        .program()
        .forward(batch.inputs().first().images(), RunMode.forward(statistics), Observer.NONE);
  }

  /** The kernel of naswot, row-major; empty where there are no such activations. */
  public double[] kernel(boolean rectifiersOnly, Statistics statistics) {
    NasWot proxy = rectifiersOnly ? NasWot.ofRectifiers() : NasWot.ofActivations();
    return proxy.kernel(statistics == Statistics.BATCH ? batch : running);
  }

  /** The gradients of the training loss of the first batch: every parameter's, then the input's. */
  public List<Gradient> gradients() {
    BatchProgram program = batch.program();
    ProxyBatch images = batch.inputs().first();
    RunMode mode = new RunMode(Statistics.BATCH, true, true, java.util.Set.of());
    double[] logits = program.forward(images.images(), mode, Observer.NONE);
    List<Gradient> gradients = new ArrayList<>();
    Observer input =
        new Observer() {
          @Override
          public void gradient(Node node, Values gradient, @Nullable Values value) {
            if (node.op() instanceof Op.Input) {
              gradients.add(new Gradient(null, "input", gradient.rowMajor()));
            }
          }
        };
    program.backward(CrossEntropy.gradient(logits, images.labels()), input);
    for (Node node : batch.graph().graph().nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (slot.trainable()) {
          gradients.add(new Gradient(node, slot.role(), program.gradient(node, slot)));
        }
      }
    }
    return gradients;
  }
}
