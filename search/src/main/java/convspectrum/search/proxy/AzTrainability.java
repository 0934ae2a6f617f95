package convspectrum.search.proxy;

import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether each block passes gradients on without making them larger or smaller. */
final class AzTrainability implements AccuracyProxy {
  private static final double SMALL = 1e-6;

  @Override
  public String name() {
    return "az_trainability";
  }

  @Override
  public String formula() {
    return "mean over blocks of 2 − σ − 1/σ, σ the largest singular value of how gradients are passed on";
  }

  @Override
  public String source() {
    return "Lee and Ham, AZ-NAS, CVPR 2024, arXiv 2403.19232";
  }

  @Override
  public boolean readsBlocks() {
    return true;
  }

  @Override
  public Score score(ScoringRun run) {
    List<Node> blocks = run.inputs().blocks().apply(run.graph());
    if (blocks.size() < 2) {
      return new Score.Undefined("the network has fewer than two blocks in a chain");
    }
    BatchProgram program = run.program();
    RunMode mode = RunMode.toInputs(Statistics.BATCH);
    program.forward(run.inputs().first().images(), mode, Observer.NONE);
    double sum = 0;
    for (int i = 1; i < blocks.size(); i++) {
      Node from = blocks.get(i);
      Node to = blocks.get(i - 1);
      double[] signs = run.inputs().signs().take(i - 1, Math.toIntExact(from.shape().elements()));
      Product product = new Product(to);
      program.backward(from, signs, Set.of(to), false, product);
      product.requirePassage(from);
      double sigma = largestSingularValue(product.rowMajor, to.shape(), signs, from.shape());
      sum += 2 - sigma - 1 / (sigma + SMALL);
    }
    return Score.of(sum / (blocks.size() - 1));
  }

  private static final class Product implements Observer {
    private final Node to;
    private double[] rowMajor = new double[0];

    Product(Node to) {
      this.to = to;
    }

    void requirePassage(Node from) {
      boolean passes = false;
      for (double value : rowMajor) {
        if (!Double.isFinite(value)) {
          throw new UndefinedScoreException(
              "the gradient overflows between %s and %s".formatted(to.name(), from.name()));
        }
        passes |= value != 0;
      }
      if (!passes) {
        throw new UndefinedScoreException(
            "no gradient passes from %s to %s".formatted(from.name(), to.name()));
      }
    }

    @Override
    public void gradient(Node node, Values gradient, @Nullable Values value) {
      if (node == to) {
        rowMajor = gradient.rowMajor();
      }
    }
  }

  /** Of QᵀR / rows; Q and R have a row per sample and position, and a column per channel. */
  private static double largestSingularValue(double[] q, Shape in, double[] r, Shape out) {
    int factor = in.height() / out.height();
    int inColumns = in.channels() * factor * factor;
    int outColumns = out.channels();
    int rows = out.batch() * out.height() * out.width();
    double[] left = rows(q, in, factor);
    double[] right = rows(r, out, 1);
    double[] m = new double[inColumns * outColumns];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < inColumns; i++) {
        double x = left[row * inColumns + i];
        for (int j = 0; j < outColumns; j++) {
          m[i * outColumns + j] += x * right[row * outColumns + j];
        }
      }
    }
    double[] gram = new double[outColumns * outColumns];
    for (int k = 0; k < inColumns; k++) {
      for (int i = 0; i < outColumns; i++) {
        for (int j = 0; j <= i; j++) {
          gram[i * outColumns + j] += m[k * outColumns + i] * m[k * outColumns + j];
        }
      }
    }
    double[] squares = SymmetricEigenvalues.of(gram, outColumns);
    return Math.sqrt(Math.max(squares[outColumns - 1], 0)) / rows;
  }

  /**
   * Turns (N, C, H, W) into a row per sample and position of the map that is {@code factor} times
   * smaller, and a column per channel and place within a square: c · factor² + dy · factor + dx.
   */
  private static double[] rows(double[] x, Shape shape, int factor) {
    int height = shape.height() / factor;
    int width = shape.width() / factor;
    int columns = shape.channels() * factor * factor;
    double[] rows = new double[x.length];
    int next = 0;
    for (int n = 0; n < shape.batch(); n++) {
      for (int c = 0; c < shape.channels(); c++) {
        for (int i = 0; i < shape.height(); i++) {
          for (int j = 0; j < shape.width(); j++) {
            int row = (n * height + i / factor) * width + j / factor;
            int column = (c * factor + i % factor) * factor + j % factor;
            rows[row * columns + column] = x[next++];
          }
        }
      }
    }
    return rows;
  }
}
