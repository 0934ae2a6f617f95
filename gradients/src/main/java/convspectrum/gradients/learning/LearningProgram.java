package convspectrum.gradients.learning;

import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.io.IOException;
import java.util.Optional;

/**
 * A network whose weights change. A batch is cut by samples into parts that threads compute side by
 * side; norms use the statistics of the whole batch. Results are the same to the bit for any number
 * of threads. Only one thread may call it at a time.
 *
 * <p>A step is {@link #differentiate}, {@link #gradientNorm} where it is needed, and {@link
 * #update}.
 */
public interface LearningProgram extends AutoCloseable {
  /** Number of samples of a batch. */
  int batch();

  /**
   * Runs the network on a batch with its own statistics and computes gradients.
   *
   * @param images (batch, …), the input of the network
   * @param draw decides which elements are dropped where the network has dropout
   * @return the loss
   */
  double differentiate(Tensor images, LossFunction loss, long draw);

  /** The Euclidean norm of all gradients, in double. */
  double gradientNorm();

  /**
   * Changes the weights by the gradients of the last {@link #differentiate}, and the running
   * statistics by the batch's own.
   *
   * @param rate learning rate η
   * @param scale factor of all gradients, below 1 where they are clipped
   * @param step number of this step, from 1 on
   */
  void update(Optimiser optimiser, double rate, double scale, long step);

  /**
   * The outputs of a batch with the running statistics, without dropout.
   *
   * @return (batch, classes), row-major
   */
  double[] evaluate(Tensor images);

  /**
   * Looks where the numbers of the last {@link #differentiate} first were not finite, by another
   * run.
   *
   * @return {@code the output of conv3} or {@code the gradient of conv3}; empty if all are finite
   */
  Optional<String> firstNotFinite(Tensor images, LossFunction loss, long draw);

  /** A copy of the weights and running statistics; float64 is rounded. */
  Weights weights();

  /** Writes weights, running statistics and what the optimiser keeps. */
  void save(StateWriter out) throws IOException;

  /**
   * Reads what {@link #save} wrote for a program of the same network and optimiser.
   *
   * @throws IOException also where the number of values is another
   */
  void load(StateReader in) throws IOException;

  /** Ends the threads. */
  @Override
  void close();
}
