package convspectrum.gradients.float32.kernel;

/**
 * The products that take the time, as code made for the registers of a machine: see the kernels of
 * {@link convspectrum.executor.vector.kernel} of the same names for what they compute.
 */
public final class Product {
  private Product() {}

  /** {@link convspectrum.executor.vector.kernel.MatrixProduct}. */
  public interface Matrix {
    /** Several tiles. */
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

  /** {@link convspectrum.executor.vector.kernel.OuterProduct}. */
  public interface Outer {
    /** Several tiles. */
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

  /** {@link convspectrum.executor.vector.kernel.WindowProduct}. */
  public interface Window {
    /** Several tiles. */
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

  /** {@link convspectrum.executor.vector.kernel.WindowGradient}. */
  public interface Gradient {
    /** One tile. */
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
}
