package convspectrum.gradients.float32.kernel;

/**
 * The products that take most of the time, as code generated for the registers of a machine. The
 * kernels of the same names in {@link convspectrum.executor.vector.kernel} say what they compute.
 */
public final class Product {
  private Product() {}

  /** A {@link convspectrum.executor.vector.kernel.MatrixProduct}. */
  public interface Matrix {
    /** Computes several tiles. */
    void multiply(
        float[] x,
        int at,
        int step,
        int depth,
        float[] weights,
        int w,
        float[] y,
        int to,
        int toStep,
        int tiles);
  }

  /** An {@link convspectrum.executor.vector.kernel.OuterProduct}. */
  public interface Outer {
    /** Computes several tiles. */
    void add(
        float[] x,
        int at,
        int step,
        int pixels,
        float[] g,
        int from,
        int gStep,
        float[] sums,
        int to,
        float[] fence,
        int tiles);
  }

  /** A {@link convspectrum.executor.vector.kernel.WindowProduct}. */
  public interface Window {
    /** Computes several tiles. */
    void add(
        float[] map,
        int at,
        int[] offsets,
        int[] depths,
        int count,
        float[] weights,
        int w,
        float[] row,
        int to,
        float[] fence,
        int tiles);
  }

  /** A {@link convspectrum.executor.vector.kernel.WindowGradient}. */
  public interface Gradient {
    /** Computes one tile. */
    void add(
        float[] x,
        int at,
        int gap,
        float[] gradients,
        int g,
        int gradientGap,
        int rows,
        int columns,
        float[] sums,
        int to,
        float[] fence);
  }

  /** A {@link convspectrum.executor.vector.kernel.LaneProduct}. */
  public interface Lane {
    /** Computes several tiles. */
    void product(
        float[] map,
        int at,
        int[] offsets,
        int depth,
        int count,
        float[] weights,
        int w,
        float[] bias,
        int first,
        float[] y,
        int to,
        int toStep,
        int tiles);
  }

  /** A {@link convspectrum.executor.vector.kernel.LaneGradient}. */
  public interface LaneGradient {
    /** Computes one tile. */
    void add(
        float[] x,
        int at,
        int rowStep,
        int step,
        float[] g,
        int from,
        int gStep,
        int rows,
        int columns,
        float[] sums,
        int to,
        int toStep,
        float[] fence);
  }
}
