package convspectrum.gradients.float32;

import convspectrum.gradients.learning.Narrowed;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.learning.StateReader;
import convspectrum.gradients.learning.StateWriter;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/**
 * The values of one trainable slot, their gradients, and what the optimiser keeps of them. The rest
 * of the program reads its copy of the values, which {@link #publish} renews.
 */
final class LearnedTensor {
  private final Node node;
  private final ParameterSlot slot;

  /** The rules of the slot's node in the tape of each part, the one that has the values first. */
  private final List<Trained> rules;

  private final float[] values;
  private final float[] first;
  private final float[] second;
  private float[] gradient = new float[0];

  /**
   * Creates it.
   *
   * @param values row-major; they are taken over
   * @param memories number of values that the optimiser keeps for each, 0 to 2
   */
  LearnedTensor(Node node, ParameterSlot slot, List<Trained> rules, float[] values, int memories) {
    this.node = node;
    this.slot = slot;
    this.rules = List.copyOf(rules);
    this.values = values;
    this.first = new float[memories > 0 ? values.length : 0];
    this.second = new float[memories > 1 ? values.length : 0];
  }

  Node node() {
    return node;
  }

  ParameterSlot slot() {
    return slot;
  }

  float[] values() {
    return values;
  }

  /** Takes the gradient of the last backward pass, whose parts have been added up. */
  void collect() {
    gradient = rules.getFirst().gradient(slot.role());
  }

  /** The sum of the squares of the collected gradient. */
  double squares() {
    double sum = 0;
    for (float g : gradient) {
      sum += (double) g * g;
    }
    return sum;
  }

  /** As {@link convspectrum.gradients.learning.LearningProgram#update}, without publishing. */
  void update(Optimiser optimiser, double rate, double scale, long step) {
    double decay = slot.shape().rank() < 2 ? 0 : optimiser.decay();
    switch (optimiser) {
      case Optimiser.Sgd sgd -> descend(sgd, rate, scale, decay, step);
      case Optimiser.AdamW adam -> adapt(adam, rate, scale, decay, step);
    }
  }

  private void descend(Optimiser.Sgd sgd, double rate, double scale, double decay, long step) {
    double momentum = sgd.momentum();
    for (int i = 0; i < values.length; i++) {
      double g = scale * gradient[i] + decay * values[i];
      double along = g;
      if (momentum > 0) {
        double velocity = step == 1 ? g : momentum * first[i] + g;
        first[i] = (float) velocity;
        along = sgd.nesterov() ? g + momentum * velocity : velocity;
      }
      values[i] = (float) (values[i] - rate * along);
    }
  }

  private void adapt(Optimiser.AdamW adam, double rate, double scale, double decay, long step) {
    double speed = rate / (1 - Math.pow(adam.beta1(), step));
    double root = Math.sqrt(1 - Math.pow(adam.beta2(), step));
    for (int i = 0; i < values.length; i++) {
      double g = scale * gradient[i];
      double m = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
      double v = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
      first[i] = (float) m;
      second[i] = (float) v;
      double kept = values[i] * (1 - rate * decay);
      values[i] = (float) (kept - speed * m / (Math.sqrt(v) / root + adam.epsilon()));
    }
  }

  /** Gives the values to the program. */
  void publish() {
    rules.getFirst().set(slot.role(), values);
  }

  void save(StateWriter out) throws IOException {
    for (float[] array : List.of(values, first, second)) {
      out.begin(array.length);
      for (float value : array) {
        out.write(value);
      }
    }
  }

  void load(StateReader in) throws IOException {
    for (float[] array : List.of(values, first, second)) {
      in.begin(array.length);
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) in.read();
      }
    }
    publish();
  }

  /** A copy of the values as float32. */
  Tensor tensor() {
    Tensor copy = Tensor.zeros(slot.shape());
    var to = copy.data();
    for (int i = 0; i < values.length; i++) {
      to[i] = Narrowed.of(values[i]);
    }
    return copy;
  }
}
