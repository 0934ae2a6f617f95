package convspectrum.gradients.float32;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.BatchPart;
import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.learning.LearnedValues;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.LossFunction;
import convspectrum.gradients.learning.Narrowed;
import convspectrum.gradients.learning.NotFinite;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.learning.StateReader;
import convspectrum.gradients.learning.StateWriter;
import convspectrum.gradients.learning.Workers;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A learning program of one {@link Tape} for each part of a batch. */
public final class Learner implements LearningProgram {
  /** The momentum of running statistics in PyTorch and in the paper's experiments. */
  private static final double STATISTICS_MOMENTUM = 0.1;

  private final Graph graph;
  private final BatchPart[] parts;
  private final Workers workers;
  private final @Nullable Tape[] tapes;
  private final List<List<Trained>> rules = new ArrayList<>();
  private final List<LearnedTensor> tensors = new ArrayList<>();
  private final List<Node> norms = new ArrayList<>();

  /** Whether the gradients of the last pass have been added up. */
  private boolean collected;

  /**
   * Creates a program.
   *
   * @param graph the network, its batch that of a part
   * @param weights the weights to start from
   * @param optimiser the optimiser of all updates
   * @param threads how many threads may run at a time
   */
  public Learner(Graph graph, Weights weights, Optimiser optimiser, int parts, int threads) {
    this.graph = graph;
    this.parts = BatchPart.parts(parts);
    this.workers = new Workers(parts, threads);
    this.tapes = new Tape[parts];
    try {
      BatchPlan plan = BatchPlan.of(graph);
      Pool[] pools = new Pool[workers.threads()];
      Arrays.setAll(pools, _ -> new Pool());
      for (int part = 0; part < parts; part++) {
        Pool pool = pools[workers.thread(part)];
        tapes[part] = new Tape(plan, weights, Kernels.preferred(), this.parts[part], pool);
      }
      for (Node node : graph.nodes()) {
        learn(node, weights, optimiser.memories());
      }
      if (tensors.isEmpty()) {
        throw new UnsupportedGraphException(
            graph.name()
                + ": nothing in it can be trained; expected a convolution or linear layer");
      }
    } catch (RuntimeException | Error e) {
      workers.close();
      throw e;
    }
  }

  private void learn(Node node, Weights weights, int memories) {
    List<Trained> alike = new ArrayList<>();
    for (int part = 0; part < tapes.length; part++) {
      alike.add(tape(part).rule(node).trained());
    }
    if (tape(0).rule(node) instanceof BatchNormRule) {
      norms.add(node);
    }
    if (node.parameters().isEmpty()) {
      return;
    }
    if (!node.sharedRoles().isEmpty()) {
      throw new UnsupportedGraphException(
          node.name()
              + ": shares weights with another layer; expected a network without tied"
              + " weights");
    }
    alike.stream().skip(1).forEach(rule -> rule.follow(alike.getFirst()));
    if (!alike.getFirst().any()) {
      return;
    }
    rules.add(alike);
    for (ParameterSlot slot : node.parameters()) {
      if (slot.trainable()) {
        var start = weights.get(node, slot).data();
        float[] values = new float[start.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = start[i];
        }
        tensors.add(new LearnedTensor(node, slot, alike, values, memories));
      }
    }
  }

  private Tape tape(int part) {
    return Objects.requireNonNull(tapes[part]);
  }

  private int samples() {
    return graph.inputs().getFirst().shape().batch();
  }

  @Override
  public int batch() {
    return samples() * parts.length;
  }

  @Override
  public double differentiate(Tensor images, LossFunction loss, long draw) {
    return pass(images, loss, draw, new NotFinite(0));
  }

  private double pass(Tensor images, LossFunction loss, long draw, NotFinite watch) {
    RunMode mode = RunMode.toWeights(Statistics.BATCH);
    @Nullable PartPass[] passes = new PartPass[parts.length];
    collected = false;
    workers.each(part -> {
      parts[part].drop(draw);
      parts[part].begin();
      passes[part] =
          new PartPass(
              tape(part), part * samples(), input(images, part), mode, loss, watch.of(part));
    });
    workers.stages(part -> Objects.requireNonNull(passes[part]).advance());
    return Arrays.stream(passes).mapToDouble(pass -> Objects.requireNonNull(pass).loss()).sum();
  }

  private double[] input(Tensor images, int part) {
    Shape shape = graph.inputs().getFirst().shape();
    int size = Math.toIntExact(shape.elements());
    if (images.data().length != size * parts.length) {
      throw new IllegalArgumentException(
          "images of %s; expected %d of %s".formatted(images.shape(), batch(), shape.with(0, 1)));
    }
    var data = images.data();
    double[] input = new double[size];
    for (int i = 0; i < size; i++) {
      input[i] = data[part * size + i];
    }
    return input;
  }

  private void collect() {
    if (collected) {
      return;
    }
    workers.share(
        rules.size(),
        i -> {
          List<Trained> alike = rules.get(i);
          for (int part = 1; part < alike.size(); part++) {
            alike.getFirst().add(alike.get(part));
          }
        });
    workers.share(tensors.size(), i -> tensors.get(i).collect());
    collected = true;
  }

  @Override
  public double gradientNorm() {
    collect();
    double[] squares = new double[tensors.size()];
    workers.share(squares.length, i -> squares[i] = tensors.get(i).squares());
    double sum = 0;
    for (double one : squares) {
      sum += one;
    }
    return Math.sqrt(sum);
  }

  @Override
  public void update(Optimiser optimiser, double rate, double scale, long step) {
    collect();
    workers.share(
        tensors.size(),
        i -> {
          tensors.get(i).update(optimiser, rate, scale, step);
          tensors.get(i).publish();
        });
    for (Node norm : norms) {
      norm(norm).learnStatistics(STATISTICS_MOMENTUM);
    }
  }

  private BatchNormRule norm(Node node) {
    return (BatchNormRule) tape(0).rule(node);
  }

  @Override
  public double[] evaluate(Tensor images) {
    RunMode mode = RunMode.forward(Statistics.RUNNING);
    double[][] outputs = new double[parts.length][];
    workers.each(part -> {
      parts[part].dropNothing();
      outputs[part] = tape(part).forward(input(images, part), mode, Observer.NONE);
    });
    return Arrays.stream(outputs).flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public Optional<String> firstNotFinite(Tensor images, LossFunction loss, long draw) {
    NotFinite watch = new NotFinite(parts.length);
    pass(images, loss, draw, watch);
    return watch.first();
  }

  @Override
  public Weights weights() {
    LearnedValues learned = new LearnedValues();
    for (LearnedTensor tensor : tensors) {
      learned.set(tensor.node(), tensor.slot(), tensor.tensor());
    }
    for (Node node : norms) {
      for (ParameterSlot slot : node.parameters()) {
        if (!slot.trainable()) {
          Tensor copy = Tensor.zeros(slot.shape());
          float[] running = norm(node).running(slot.role());
          for (int i = 0; i < running.length; i++) {
            copy.data()[i] = Narrowed.of(running[i]);
          }
          learned.set(node, slot, copy);
        }
      }
    }
    return learned;
  }

  @Override
  public void save(StateWriter out) throws IOException {
    for (LearnedTensor tensor : tensors) {
      tensor.save(out);
    }
    for (Node norm : norms) {
      for (String role : List.of(ParameterSlot.RUNNING_MEAN, ParameterSlot.RUNNING_VAR)) {
        float[] running = norm(norm).running(role);
        out.begin(running.length);
        for (float value : running) {
          out.write(value);
        }
      }
    }
  }

  @Override
  public void load(StateReader in) throws IOException {
    for (LearnedTensor tensor : tensors) {
      tensor.load(in);
    }
    for (Node norm : norms) {
      for (String role : List.of(ParameterSlot.RUNNING_MEAN, ParameterSlot.RUNNING_VAR)) {
        float[] running = norm(norm).running(role);
        in.begin(running.length);
        for (int i = 0; i < running.length; i++) {
          running[i] = (float) in.read();
        }
      }
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
