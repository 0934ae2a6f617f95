package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.GemmKernel;
import convspectrum.executor.vector.kernel.GemmKernel.Distances;
import convspectrum.executor.vector.layout.CacheSizes;
import convspectrum.executor.vector.layout.ChannelOrder.Run;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.Finish;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Prefetch;
import convspectrum.executor.vector.step.RowStep;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A convolution or a linear layer by {@link GemmKernel}. */
public final class GemmStep implements RowStep {
  /**
   * Bytes of inputs that stay in the second-level cache while all output channels process them:
   * half of it. With 16 registers a block has a quarter as many channels, so inputs are read four
   * times as often and must not be evicted by the weights and outputs in between: an eighth.
   */
  private static int chunkBytes(CacheSizes caches, Lanes lanes) {
    return caches.secondSixteenths(lanes.registers() > 16 ? 8 : 2);
  }

  /**
   * The same for groups, each of which reads a few lines of every pixel. The next group must find
   * the other lines still in the cache, since no hardware prefetches such steps.
   */
  private static int chunkBytesOfGroups(CacheSizes caches) {
    return caches.firstEighths(10);
  }

  /** Shorter runs of inputs are not worth a separate loop, which costs some twenty cycles. */
  private static final int LEAST_RUN = 33;

  private final FeatureMap in;
  private final FeatureMap out;
  private final Ending ending;
  private final Window window;
  private final List<Job> jobs;
  private final Finish finish;
  private final int chunkBytes;

  /** Number of rows of the highest tile. */
  private final int leastRows;

  private final Prefetch written;
  private final @Nullable Prefetch added;

  /** Used for groups only; otherwise each tap runs through all channels anyway. */
  private final @Nullable Prefetch read;

  /** A block of output channels. */
  private record Job(int slot, int vectors, int weight, int bias, Blocks blocks, TileWalk walk) {}

  /** Runs of inputs; the table contains an offset and a length for each. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Blocks(int[] table, boolean single, List<Source> sources) {
    int count() {
      return single ? table.length : table.length / 2;
    }
  }

  /** The position of a block's inputs: a tap and a run of channels of the group. */
  private record Source(int ky, int kx, int input, int length) {}

  private GemmStep(
      FeatureMap in,
      FeatureMap out,
      Ending ending,
      Op.Conv conv,
      List<Job> jobs,
      Finish finish,
      Lanes lanes) {
    this.in = in;
    this.out = out;
    this.ending = ending;
    this.window = conv.window();
    CacheSizes caches = CacheSizes.here();
    this.chunkBytes = conv.groups() == 1 ? chunkBytes(caches, lanes) : chunkBytesOfGroups(caches);
    this.jobs = jobs;
    this.leastRows =
        jobs.stream().mapToInt(job -> Math.max(1, job.walk().downPixels())).max().orElse(1);
    this.written = new Prefetch(out);
    this.added = ending.other().map(Prefetch::new).orElse(null);
    this.read = conv.groups() == 1 ? null : new Prefetch(in);
    this.finish = finish;
  }

  /** Packs weights and makes kernels. */
  public static GemmStep of(
      FeatureMap in,
      FeatureMap out,
      ConvolutionWeights weights,
      Ending ending,
      Lanes lanes,
      WeightStore store) {
    Window window = weights.conv().window();
    int[] channelAt = out.order().channelAtSlot(out.pixel() + lanes.count());
    List<Job> jobs = new ArrayList<>();
    int inputs = weights.inputsPerGroup();
    int outputs = weights.outputsPerGroup();
    GemmTile tile = GemmTile.of(out.width(), inputs * window.taps(), lanes);
    Distances pixel =
        new Distances(window.strideWidth() * in.pixel(), out.pixel(), ending.otherPixel());
    Distances row = new Distances(window.strideHeight() * in.row(), out.row(), ending.otherRow());
    for (int g = 0; g < weights.conv().groups(); g++) {
      Blocks blocks = blocks(in, window, in.order().runs(g * inputs, (g + 1) * inputs), g * inputs);
      int first =
          weights.conv().groups() == 1 ? 0 : out.order().firstSlot(g * outputs, (g + 1) * outputs);
      int slots = weights.conv().groups() == 1 ? out.order().slots() : outputs;
      int slot = first;
      for (int vectors : tile.blocks(Math.ceilDiv(slots, lanes.count()))) {
        int[] channels = Arrays.copyOfRange(channelAt, slot, slot + vectors * lanes.count());
        TileWalk walk =
            TileWalk.of(
                tile, vectors, out.height(), blocks.single(), pixel, row, ending.inKernel());
        jobs.add(job(slot, vectors, channels, blocks, weights, store, walk));
        slot += vectors * lanes.count();
      }
    }
    return new GemmStep(
        in, out, ending, weights.conv(), jobs, Finish.of(ending, out, lanes), lanes);
  }

  private static Blocks blocks(FeatureMap in, Window window, List<Run> runs, int firstChannel) {
    List<Source> sources = new ArrayList<>();
    List<int[]> merged = new ArrayList<>();
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      for (int kx = 0; kx < window.kernelWidth(); kx++) {
        int tap =
            ky * window.dilationHeight() * in.row() + kx * window.dilationWidth() * in.pixel();
        for (Run run : runs) {
          sources.add(new Source(ky, kx, run.channel() - firstChannel, run.length()));
          int offset = tap + run.slot();
          int[] last = merged.isEmpty() ? new int[2] : merged.getLast();
          if (!merged.isEmpty() && last[0] + last[1] == offset) {
            last[1] += run.length();
          } else {
            merged.add(new int[] {offset, run.length()});
          }
        }
      }
    }
    int inputs = merged.stream().mapToInt(run -> run[1]).sum();
    boolean single = inputs < merged.size() * LEAST_RUN;
    IntStream table =
        single
            ? merged.stream().flatMapToInt(run -> IntStream.range(run[0], run[0] + run[1]))
            : merged.stream().flatMapToInt(Arrays::stream);
    return new Blocks(table.toArray(), single, sources);
  }

  private static Job job(
      int slot,
      int vectors,
      int[] channels,
      Blocks blocks,
      ConvolutionWeights weights,
      WeightStore store,
      TileWalk walk) {
    int inputs = blocks.sources().stream().mapToInt(Source::length).sum();
    int weight = store.reserve(Math.multiplyExact(inputs, channels.length));
    int bias = store.reserve(channels.length);
    int at = weight;
    for (Source source : blocks.sources()) {
      for (int i = 0; i < source.length(); i++) {
        for (int channel : channels) {
          if (channel >= 0) {
            store.set(at, weights.weight(channel, source.input() + i, source.ky(), source.kx()));
          }
          at++;
        }
      }
    }
    for (int i = 0; i < channels.length; i++) {
      if (channels[i] >= 0) {
        store.set(bias + i, weights.bias(channels[i]));
      }
    }
    return new Job(slot, vectors, weight, bias, blocks, walk);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    boolean byRows =
        parts == 1
            || out.height() >= 16 * parts
            || out.height() % parts == 0
            || jobs.size() < 4 * parts;
    int height = out.height();
    int firstRow = byRows ? Share.start(height, part, parts) : 0;
    int endRow = byRows ? Share.start(height, part + 1, parts) : height;
    int firstJob = byRows ? 0 : Share.start(jobs.size(), part, parts);
    int endJob = byRows ? jobs.size() : Share.start(jobs.size(), part + 1, parts);
    int fit = chunkBytes / (Float.BYTES * in.row() * window.strideHeight());
    int chunk = Math.max(leastRows, fit);
    for (int n = 0; n < out.batch(); n++) {
      for (int y = firstRow; y < endRow; y += chunk) {
        int end = Math.min(endRow, y + chunk);
        fetch(memory, n, y, end, 0);
        for (int j = firstJob; j < endJob; j++) {
          rows(memory, jobs.get(j), n, y, end, 0, 0);
        }
      }
    }
  }

  private void fetch(Memory memory, int n, int from, int to, int outShift) {
    written.rows(memory, n, from, to, outShift);
    if (added != null) {
      added.rows(memory, n, from, to, 0);
    }
    if (read != null) {
      int ahead = Math.toIntExact(window.extentHeight()) - window.padding().top();
      int last = Math.min((to - 1) * window.strideHeight() + ahead, in.height());
      int first = from == 0 ? 0 : (from - 1) * window.strideHeight() + ahead;
      if (first < last) {
        read.rows(memory, n, Math.max(0, first), last, 0);
      }
    }
  }

  @Override
  public void rows(Memory memory, int n, int from, int to, int inShift, int outShift) {
    fetch(memory, n, from, to, outShift);
    for (int j = 0; j < jobs.size(); j++) {
      rows(memory, jobs.get(j), n, from, to, inShift, outShift);
    }
  }

  private void rows(Memory memory, Job job, int n, int from, int to, int inShift, int outShift) {
    TileWalk walk = job.walk();
    int y = from;
    TileWalk.Onwards onwards = walk.onwards();
    if (onwards != null && onwards.fills((to - from) * out.width())) {
      int pixels = (to - from) * out.width();
      int large = onwards.tiles(pixels) - onwards.small(pixels);
      int start = large * onwards.largePixels();
      tiles(memory, job, onwards.large(), large, n, from, 0, inShift, outShift);
      tiles(memory, job, onwards.small(), onwards.small(pixels), n, from, start, inShift, outShift);
      y = to;
    }
    Kernel down = walk.down();
    for (; down != null && y + walk.downPixels() <= to; y += walk.downPixels()) {
      tiles(memory, job, down, out.width(), n, y, 0, inShift, outShift);
    }
    for (; y < to; y++) {
      for (int s = 0; s < walk.along().size(); s++) {
        Tiles.Strip strip = walk.along().get(s);
        tiles(memory, job, strip.kernel(), strip.count(), n, y, strip.x(), inShift, outShift);
      }
    }
    for (int row = from; row < to; row++) {
      finish.row(memory, out.at(n, row, 0) + job.slot() + outShift, job.vectors());
    }
  }

  /** Runs {@code count} tiles from a pixel on; {@code x} may run into the rows after {@code y}. */
  private void tiles(
      Memory memory,
      Job job,
      Kernel kernel,
      int count,
      int n,
      int y,
      int x,
      int inShift,
      int outShift) {
    int inY = y * window.strideHeight() - window.padding().top();
    int inX = x * window.strideWidth() - window.padding().left();
    kernel.run(
        memory.values(),
        in.at(n, inY, inX) + inShift,
        out.at(n, y, x) + job.slot() + outShift,
        ending.otherAt(n, y, x) + job.slot(),
        memory.weights(),
        job.weight(),
        job.bias(),
        job.blocks().table(),
        count,
        job.blocks().count());
  }
}
