package convspectrum.executor.vector.step.winograd;

import static convspectrum.executor.vector.kernel.WinogradInputKernel.MOST_REGISTERS;
import static convspectrum.executor.vector.kernel.WinogradInputKernel.OUTPUTS;
import static convspectrum.executor.vector.kernel.WinogradInputKernel.POINTS;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.DepthwiseKernel.Strides;
import convspectrum.executor.vector.kernel.GemmKernel;
import convspectrum.executor.vector.kernel.GemmKernel.Distances;
import convspectrum.executor.vector.kernel.WinogradInputKernel;
import convspectrum.executor.vector.kernel.WinogradOutputKernel;
import convspectrum.executor.vector.layout.ChannelOrder.Run;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.Finish;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.executor.vector.step.gemm.Tiles;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A 3×3 convolution by Winograd's F(4×4, 3×3) (Lavin and Gray, arXiv 1509.09308): 36 matrix
 * products instead of 144 for each tile of 4×4 outputs. It transforms a block of tiles at a time,
 * multiplies it by {@link GemmKernel} and transforms it back.
 */
public final class WinogradStep implements Step {
  /**
   * The plane of point (1, 1). The output transform uses it with the factor 1 for every output, so
   * a value that is added there, the bias, is added to all outputs.
   */
  private static final int BIAS_PLANE = POINTS + 1;

  private static final int VECTORS = 2;
  private static final int[] NO_TABLE = {};

  private final FeatureMap in;
  private final FeatureMap out;
  private final Ending ending;
  private final Window window;
  private final Lanes lanes;
  private final WinogradTiles tiles;
  private final int scratch;
  private final int scratchSize;
  private final int inRegisters;
  private final int outRegisters;
  private final int[] table;
  private final int weight;
  private final int weightPlane;
  private final int bias;
  private final int zeros;
  private final List<Job> jobs;
  private final Kernel inputTransform;
  private final Kernel[][] outputTransforms = new Kernel[2][2];
  private final Finish finish;

  /** A block of output channels, with kernels for the two sizes of blocks of tiles. */
  private record Job(int slot, int vectors, List<Tiles.Strip> large, List<Tiles.Strip> small) {}

  private WinogradStep(
      FeatureMap in,
      FeatureMap out,
      ConvolutionWeights weights,
      Ending ending,
      WinogradTiles tiles,
      int scratch,
      Lanes lanes,
      WeightStore store) {
    this.in = in;
    this.out = out;
    this.ending = ending;
    this.window = weights.conv().window();
    this.lanes = lanes;
    this.tiles = tiles;
    this.scratch = scratch;
    this.scratchSize = tiles.scratch(lanes);
    this.inRegisters = Math.ceilDiv(in.order().slots(), lanes.count());
    this.outRegisters = Math.ceilDiv(out.order().slots(), lanes.count());
    List<Run> runs = in.order().runs(0, in.order().channels());
    this.table = runs.stream().flatMapToInt(WinogradStep::entry).toArray();
    this.weightPlane = Math.multiplyExact(in.order().channels(), outRegisters * lanes.count());
    this.weight = store.reserve(Math.multiplyExact(WinogradTiles.PLANES, weightPlane));
    this.bias = store.reserve(outRegisters * lanes.count());
    this.zeros = store.reserve(VECTORS * lanes.count());
    this.jobs = jobs();
    this.inputTransform =
        new WinogradInputKernel(lanes, in.pixel(), in.row(), tiles.inPixel(), tiles.inPlane())
            .kernel();
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        outputTransforms[y][x] =
            outputTransform(y == 0 ? 0 : out.height(), x == 0 ? 0 : out.width());
      }
    }
    this.finish = Finish.of(ending, out, lanes);
    pack(weights, store);
  }

  /**
   * Transforms weights and makes kernels.
   *
   * @param scratch position in the arena of {@link WinogradTiles#scratch} values for each thread
   */
  public static WinogradStep of(
      FeatureMap in,
      FeatureMap out,
      ConvolutionWeights weights,
      Ending ending,
      WinogradTiles tiles,
      int scratch,
      Lanes lanes,
      WeightStore store) {
    return new WinogradStep(in, out, weights, ending, tiles, scratch, lanes, store);
  }

  private static java.util.stream.IntStream entry(Run run) {
    return java.util.stream.IntStream.of(run.slot(), run.length());
  }

  private List<Job> jobs() {
    List<Job> made = new ArrayList<>();
    for (int r = 0; r < outRegisters; r += VECTORS) {
      int vectors = Math.min(VECTORS, outRegisters - r);
      made.add(
          new Job(
              r * lanes.count(),
              vectors,
              strips(tiles.largest(), vectors),
              strips(tiles.tiles() / tiles.blocks(), vectors)));
    }
    return List.copyOf(made);
  }

  private List<Tiles.Strip> strips(int count, int vectors) {
    Distances pixel = new Distances(tiles.inPixel(), tiles.outPixel(), 0);
    return Tiles.of(count, RegisterTile.mostPixels(vectors, lanes))
        .strips(pixels ->
            GemmKernel.along(
                    lanes, RegisterTile.of(pixels, vectors, lanes), false, pixel, Optional.empty())
                .kernel());
  }

  private Kernel outputTransform(int height, int width) {
    Optional<Strides> other = ending.other().map(FeatureMap::strides);
    return new WinogradOutputKernel(
            lanes,
            last(height),
            last(width),
            tiles.outPixel(),
            tiles.outPlane(),
            out.strides(),
            other,
            ending.inKernel())
        .kernel();
  }

  /** Number of rows or columns of the last tile. */
  private static int last(int size) {
    return size % OUTPUTS == 0 ? OUTPUTS : size % OUTPUTS;
  }

  private void pack(ConvolutionWeights weights, WeightStore store) {
    int block = VECTORS * lanes.count();
    for (int o = 0; o < out.order().channels(); o++) {
      int slot = out.order().slot(o);
      Job job = jobs.get(slot / block);
      int pitch = job.vectors() * lanes.count();
      int start = weight + in.order().channels() * job.slot() + slot % block;
      for (int i = 0; i < in.order().channels(); i++) {
        double[] points = WinogradWeights.transform(weights, o, i);
        for (int p = 0; p < points.length; p++) {
          store.set(start + p * weightPlane + i * pitch, (float) points[p]);
        }
      }
      store.set(bias + slot, weights.bias(o));
    }
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int transformed = scratch + part * scratchSize;
    int products = transformed + WinogradTiles.PLANES * tiles.inPlane();
    int cells = products + WinogradTiles.PLANES * tiles.outPlane();
    int end = Share.start(tiles.blocks(), part + 1, parts);
    for (int b = Share.start(tiles.blocks(), part, parts); b < end; b++) {
      int from = tiles.start(b);
      int to = tiles.start(b + 1);
      inputTransform(memory, from, to, transformed, cells);
      multiply(memory, to - from, transformed, products);
      outputTransform(memory, from, to, products, cells);
    }
  }

  private void inputTransform(Memory memory, int first, int end, int transformed, int cells) {
    for (int t = first; t < end; ) {
      int x = t % tiles.wide();
      int y = t / tiles.wide() % tiles.high();
      int n = t / tiles.wide() / tiles.high();
      int count = Math.min(tiles.wide() - x, end - t);
      int from =
          in.at(n, y * OUTPUTS - window.padding().top(), x * OUTPUTS - window.padding().left());
      int to = transformed + (t - first) * tiles.inPixel();
      for (int r = 0; r < inRegisters; r += MOST_REGISTERS) {
        int slot = r * lanes.count();
        int depth = Math.min(MOST_REGISTERS, inRegisters - r);
        inputTransform.run(
            memory.values(),
            from + slot,
            to + slot,
            0,
            memory.weights(),
            cells,
            0,
            NO_TABLE,
            count,
            depth);
      }
      t += count;
    }
  }

  private void multiply(Memory memory, int count, int transformed, int products) {
    for (int p = 0; p < WinogradTiles.PLANES; p++) {
      for (int j = 0; j < jobs.size(); j++) {
        Job job = jobs.get(j);
        List<Tiles.Strip> strips = count == tiles.largest() ? job.large() : job.small();
        for (int s = 0; s < strips.size(); s++) {
          Tiles.Strip strip = strips.get(s);
          strip
              .kernel()
              .run(
                  memory.values(),
                  transformed + p * tiles.inPlane() + strip.x() * tiles.inPixel(),
                  products + p * tiles.outPlane() + strip.x() * tiles.outPixel() + job.slot(),
                  0,
                  memory.weights(),
                  weight + p * weightPlane + in.order().channels() * job.slot(),
                  p == BIAS_PLANE ? bias + job.slot() : zeros,
                  table,
                  strip.count(),
                  table.length / 2);
        }
      }
    }
  }

  private void outputTransform(Memory memory, int first, int end, int products, int cells) {
    for (int t = first; t < end; ) {
      int x = t % tiles.wide();
      int y = t / tiles.wide() % tiles.high();
      int n = t / tiles.wide() / tiles.high();
      boolean edge = x == tiles.wide() - 1;
      int count = edge ? 1 : Math.min(tiles.wide() - 1 - x, end - t);
      int from = products + (t - first) * tiles.outPixel();
      Kernel kernel = outputTransforms[y == tiles.high() - 1 ? 1 : 0][edge ? 1 : 0];
      for (int r = 0; r < outRegisters; r += MOST_REGISTERS) {
        int slot = r * lanes.count();
        kernel.run(
            memory.values(),
            from + slot,
            out.at(n, y * OUTPUTS, x * OUTPUTS) + slot,
            ending.otherAt(n, y * OUTPUTS, x * OUTPUTS) + slot,
            memory.weights(),
            cells,
            0,
            NO_TABLE,
            count,
            Math.min(MOST_REGISTERS, outRegisters - r));
      }
      finish(memory, n, y * OUTPUTS, x * OUTPUTS, count);
      t += count;
    }
  }

  private void finish(Memory memory, int n, int y, int x, int count) {
    int rows = Math.min(OUTPUTS, out.height() - y);
    int columns = Math.min(count * OUTPUTS, out.width() - x);
    for (int row = y; row < y + rows; row++) {
      finish.pixels(memory, out.at(n, row, x), columns, outRegisters);
    }
  }
}
