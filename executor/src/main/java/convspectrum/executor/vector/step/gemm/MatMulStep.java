package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.GemmKernel;
import convspectrum.executor.vector.kernel.GemmKernel.Distances;
import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The product of two values by {@link GemmKernel}. In each run, a step before this one packs the
 * second like weights.
 */
public final class MatMulStep implements Step {
  private final Matrix a;
  private final Matrix out;
  private final Packed packed;
  private final int packedAt;

  /** The matrices that are multiplied: of the result, of a and of b, by number. */
  private final Lines matrices;

  private final int rows;
  private final Tiles tiles;
  private final Block[] blocks;
  private final int[] table;

  /** Copied because {@link Packed} computes it with a record, which costs on some compilers. */
  private final int results;

  private final int tileOfResults;

  /** Some columns, with the kernels of the two tile sizes. */
  private record Block(int column, List<Tiles.Strip> strips) {}

  /**
   * The layout of the packed matrices b: each as blocks of columns [block][row][column], then zeros
   * in place of a bias, then a tile of results for each thread.
   *
   * @param shape of b
   * @param tile tile of the kernels
   * @param threads number of threads that work on it
   */
  public record Packed(Shape shape, GemmTile tile, int threads, Lanes lanes) {
    /** Creates the layout for a product with this number of rows. */
    public static Packed of(Shape b, int rows, int threads, Lanes lanes) {
      return new Packed(b, GemmTile.of(rows, b.dim(-2), lanes), threads, lanes);
    }

    int depth() {
      return shape.dim(-2);
    }

    int columns() {
      return shape.dim(-1);
    }

    int padded() {
      return lanes.roundUp(columns());
    }

    int matrix() {
      return Math.multiplyExact(depth(), padded());
    }

    int count() {
      return Math.toIntExact(shape.elements() / ((long) depth() * columns()));
    }

    int block() {
      return tile.vectors() * lanes.count();
    }

    int zeros() {
      return Math.multiplyExact(matrix(), count());
    }

    /** Position of the results of the first thread's tile. */
    int results() {
      return zeros() + block();
    }

    /** Number of elements of a tile of results. */
    int tileOfResults() {
      return Math.multiplyExact(tiles().largest(), padded());
    }

    /** The tiles of the rows of a matrix of results. */
    Tiles tiles() {
      return tile.row(tile.vectors());
    }

    /** Number of all elements. */
    public int size() {
      return Math.addExact(results(), Math.multiplyExact(threads, tileOfResults()));
    }
  }

  /** Makes kernels. */
  public MatMulStep(Matrix a, Matrix out, Packed packed, int packedAt, Lanes lanes) {
    this.a = a;
    this.out = out;
    this.packed = packed;
    this.packedAt = packedAt;
    this.rows = a.shape().dim(-2);
    this.table = new int[] {0, packed.depth()};
    Shape leading = leading(out.shape());
    this.matrices =
        Lines.of(
            Strided.rowMajor(leading, 0),
            Strided.rowMajor(leading(a.shape()), 0).broadcast(leading),
            Strided.rowMajor(leading(packed.shape()), 0).broadcast(leading));
    this.tiles = packed.tiles();
    this.results = packedAt + packed.results();
    this.tileOfResults = packed.tileOfResults();
    List<Block> made = new ArrayList<>();
    for (int column = 0; column < packed.padded(); column += packed.block()) {
      int vectors = Math.min(packed.block(), packed.padded() - column) / lanes.count();
      made.add(
          new Block(
              column,
              tiles.strips(pixels ->
                  GemmKernel.along(
                          lanes,
                          RegisterTile.of(pixels, vectors, lanes),
                          false,
                          new Distances(packed.depth(), packed.padded(), 0),
                          Optional.empty())
                      .kernel())));
    }
    this.blocks = made.toArray(Block[]::new);
  }

  /** The axes before the last two. */
  private static Shape leading(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }

  /** Returns the step that packs b before the product. */
  public static Step packing(Matrix b, Packed packed, int packedAt) {
    return (memory, part, parts) -> {
      float[] values = memory.values();
      int rows = packed.count() * packed.depth();
      int end = Share.start(rows, part + 1, parts);
      for (int row = Share.start(rows, part, parts); row < end; row++) {
        int start = packedAt + row / packed.depth() * packed.matrix();
        pack(values, b.offset() + row * packed.columns(), row % packed.depth(), packed, start);
      }
      if (part == 0) {
        int zeros = packedAt + packed.zeros();
        Arrays.fill(values, zeros, zeros + packed.block(), 0);
      }
    };
  }

  private static void pack(float[] values, int from, int row, Packed packed, int start) {
    for (int column = 0; column < packed.columns(); column += packed.block()) {
      int width = Math.min(packed.block(), packed.padded() - column);
      int filled = Math.min(width, packed.columns() - column);
      int to = start + column * packed.depth() + row * width;
      System.arraycopy(values, from + column, values, to, filled);
      Arrays.fill(values, to + filled, to + width, 0);
    }
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int perMatrix = tiles.wide() + tiles.narrow();
    int count = matrices.elements() * perMatrix;
    int end = Share.start(count, part + 1, parts);
    for (int i = Share.start(count, part, parts); i < end; i++) {
      tile(memory, part, i / perMatrix, i % perMatrix);
    }
  }

  private void tile(Memory memory, int part, int matrix, int tile) {
    boolean wide = tile < tiles.wide();
    int size = wide ? tiles.wideSize() : tiles.narrowSize();
    int row = tile * size + (wide ? 0 : tiles.wide());
    int strip = wide || tiles.wide() == 0 ? 0 : 1;
    int line = matrix / matrices.length();
    int inside = matrix % matrices.length();
    float[] values = memory.values();
    int at = results + part * tileOfResults;
    int in = a.offset() + (matrices.at(1, line, inside) * rows + row) * packed.depth();
    int weights = packedAt + matrices.at(2, line, inside) * packed.matrix();
    for (Block block : blocks) {
      block
          .strips()
          .get(strip)
          .kernel()
          .run(
              values,
              in,
              at + block.column(),
              0,
              values,
              weights + block.column() * packed.depth(),
              packedAt + packed.zeros(),
              table,
              1,
              1);
    }
    int columns = packed.columns();
    int to = out.offset() + (matrices.at(0, line, inside) * rows + row) * columns;
    for (int y = 0; y < size; y++) {
      System.arraycopy(values, at + y * packed.padded(), values, to + y * columns, columns);
    }
  }
}
