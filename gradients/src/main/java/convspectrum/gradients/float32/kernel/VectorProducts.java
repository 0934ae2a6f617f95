package convspectrum.gradients.float32.kernel;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.LaneGradient;
import convspectrum.executor.vector.kernel.LaneProduct;
import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.executor.vector.kernel.MatrixProduct;
import convspectrum.executor.vector.kernel.OuterProduct;
import convspectrum.executor.vector.kernel.WindowGradient;
import convspectrum.executor.vector.kernel.WindowProduct;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The products of {@link VectorKernels}. It generates the code for a tile size on first use and
 * knows which sizes fit the registers. Lanes are columns of the result, so that neither changes the
 * order of a sum.
 */
final class VectorProducts {
  /** Number of rows of a tile beyond which it does not get faster. */
  private static final int MOST = 8;

  /** Pixels of a tile of {@link #lane} beyond which it does not get faster. */
  private static final int MOST_PIXELS = 10;

  private static final Map<Lanes, VectorProducts> OF_LANES = new ConcurrentHashMap<>();

  private final Lanes lanes;

  /**
   * The code by registers of columns, 1 or 2, and 2 more for that which does not add, then by rows.
   */
  private final Product.@Nullable Matrix[][] matrices = new Product.Matrix[5][MOST + 1];

  /** The code by registers of columns, then by rows. */
  private final Product.@Nullable Outer[][] outers = new Product.Outer[3][MOST + 1];

  /** The code by rows. */
  private final Product.@Nullable Window[] windows = new Product.Window[MOST + 1];

  private final Product.@Nullable Gradient[] gradients = new Product.Gradient[MOST + 1];

  private final Map<LaneProduct, Product.Lane> lanesOfWindows = new ConcurrentHashMap<>();
  private final Map<LaneGradient, Product.LaneGradient> laneGradients = new ConcurrentHashMap<>();

  private VectorProducts(Lanes lanes) {
    this.lanes = lanes;
  }

  static VectorProducts of(Lanes lanes) {
    return OF_LANES.computeIfAbsent(lanes, VectorProducts::new);
  }

  /** Number of values of a register. */
  int lanes() {
    return lanes.count();
  }

  private boolean manyRegisters() {
    return lanes.registers() > 16;
  }

  /**
   * Largest number of rows of a tile of {@link #matrix} that needs no fence. Its addresses use so
   * many general registers that with a fence the compiler spills nevertheless.
   */
  int matrixRows(int vectors) {
    int rows = Math.min(MOST, RegisterTile.mostPixels(vectors, lanes));
    while (rows > 1 && RegisterTile.of(rows, vectors, lanes).fence() < rows) {
      rows--;
    }
    return rows;
  }

  Product.Matrix matrix(int rows, int vectors, boolean adds) {
    int first = adds ? vectors : vectors + 2;
    Product.Matrix made = matrices[first][rows];
    if (made == null) {
      RegisterTile tile = RegisterTile.of(rows, vectors, lanes);
      made = new MatrixProduct(lanes, tile, adds).code(Product.Matrix.class);
      matrices[first][rows] = made;
    }
    return made;
  }

  /** Largest number of rows of a tile of {@link #outer}. */
  int outerRows(int vectors) {
    return Math.min(MOST, RegisterTile.mostPixels(vectors, lanes));
  }

  Product.Outer outer(int rows, int vectors) {
    Product.Outer made = outers[vectors][rows];
    if (made == null) {
      RegisterTile tile = RegisterTile.of(rows, vectors, lanes);
      made = new OuterProduct(lanes, tile).code(Product.Outer.class);
      outers[vectors][rows] = made;
    }
    return made;
  }

  /**
   * Registers of columns in a tile of {@link #window} and {@link #gradient}: one if there are
   * registers for all three columns of a window, so that each element that is read serves three
   * multiply-adds; else two, so that it serves two.
   */
  int windowVectors() {
    return manyRegisters() ? 1 : Math.min(2, Kernels.BLOCK / lanes());
  }

  /** Largest number of pixels of a tile of {@link #window}, limited like {@link #matrixRows}. */
  int windowPixels() {
    return matrixRows(windowVectors());
  }

  Product.Window window(int pixels) {
    Product.Window made = windows[pixels];
    if (made == null) {
      RegisterTile tile = RegisterTile.of(pixels, windowVectors(), lanes);
      made =
          new WindowProduct(lanes, tile, Kernels.WINDOW, Kernels.BLOCK, manyRegisters())
              .code(Product.Window.class);
      windows[pixels] = made;
    }
    return made;
  }

  /** Number of columns of the window that {@link #gradient} takes at a time. */
  int gradientColumns() {
    return manyRegisters() ? Kernels.WINDOW : 1;
  }

  private int gradientVectors() {
    return gradientColumns() * windowVectors();
  }

  /** Largest number of channels of a tile of {@link #gradient}. */
  int gradientRows() {
    return Math.min(MOST, RegisterTile.mostPixels(gradientVectors(), lanes));
  }

  Product.Gradient gradient(int rows) {
    Product.Gradient made = gradients[rows];
    if (made == null) {
      RegisterTile tile = RegisterTile.of(rows, gradientVectors(), lanes);
      int step = Kernels.WINDOW * Kernels.BLOCK;
      made =
          new WindowGradient(lanes, tile, gradientColumns(), Kernels.BLOCK, step)
              .code(Product.Gradient.class);
      gradients[rows] = made;
    }
    return made;
  }

  /** Registers that a loop may use; the compiler needs some for itself. */
  int freeRegisters() {
    return lanes.registers() - 3;
  }

  /** Largest number of pixels of a tile of {@link #lane}: all that it reads may be live at once. */
  int lanePixels(Sliding window) {
    int pixels = MOST_PIXELS;
    while (pixels > 1 && pixels + window.columns() + window.reach(pixels) > freeRegisters()) {
      pixels--;
    }
    return pixels;
  }

  Product.Lane lane(int pixels, Sliding window) {
    LaneProduct code = new LaneProduct(lanes, new RegisterTile(pixels, 1, pixels), window);
    return lanesOfWindows.computeIfAbsent(code, made -> made.code(Product.Lane.class));
  }

  Product.LaneGradient laneGradient(int rows, int depth, int pixels, Sliding window, int step) {
    LaneGradient code = new LaneGradient(lanes, rows, depth, pixels, window, step);
    return laneGradients.computeIfAbsent(code, made -> made.code(Product.LaneGradient.class));
  }
}
