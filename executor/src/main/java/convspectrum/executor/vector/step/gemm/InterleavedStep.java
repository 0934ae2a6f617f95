package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.InterleavedKernel;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.Finish;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.RowStep;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** A grouped convolution with a group in each lane, by {@link InterleavedKernel}. */
public final class InterleavedStep implements RowStep {
  private final FeatureMap in;
  private final FeatureMap out;
  private final Ending ending;
  private final Window window;
  private final int[] table;
  private final int pitch;
  private final List<Job> jobs;
  private final Finish finish;

  /** Some channels of a register of groups. */
  private record Job(
      int inSlot, int outSlot, int outputs, int weight, int bias, List<Tiles.Strip> strips) {}

  private InterleavedStep(
      FeatureMap in,
      FeatureMap out,
      Ending ending,
      Window window,
      int[] table,
      int pitch,
      List<Job> jobs,
      Finish finish) {
    this.in = in;
    this.out = out;
    this.ending = ending;
    this.window = window;
    this.table = table;
    this.pitch = pitch;
    this.jobs = jobs;
    this.finish = finish;
  }

  /** Packs weights and makes kernels; both maps are interleaved. */
  public static InterleavedStep of(
      FeatureMap in,
      FeatureMap out,
      ConvolutionWeights weights,
      Ending ending,
      Lanes lanes,
      WeightStore store) {
    Window window = weights.conv().window();
    int groups = weights.conv().groups();
    int inputs = weights.inputsPerGroup();
    int outputs = weights.outputsPerGroup();
    int pitch = lanes.roundUp(groups);
    GroupTile tile = GroupTile.of(outputs, window, lanes);
    int together = tile.outputs();
    Tiles tiles = Tiles.of(out.width(), tile.columns());
    int[] table = new int[inputs * window.kernelHeight()];
    for (int i = 0; i < inputs; i++) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        table[i * window.kernelHeight() + ky] = i * pitch + ky * window.dilationHeight() * in.row();
      }
    }
    List<Job> jobs = new ArrayList<>();
    int bias = store.reserve(outputs * pitch);
    for (int c = 0; c < groups * outputs; c++) {
      store.set(bias + out.order().slot(c), weights.bias(c));
    }
    for (int register = 0; register < pitch / lanes.count(); register++) {
      for (int o = 0; o < outputs; o += together) {
        int count = Math.min(together, outputs - o);
        int first = register * lanes.count();
        jobs.add(
            new Job(
                first,
                o * pitch + first,
                count,
                pack(weights, first, o, count, lanes, store),
                bias + o * pitch + first,
                tiles.strips(columns ->
                    kernel(lanes, tile.use(), count, columns, window, in, out, pitch, ending))));
      }
    }
    return new InterleavedStep(
        in, out, ending, window, table, pitch, jobs, Finish.of(ending, out, lanes));
  }

  private static Kernel kernel(
      Lanes lanes,
      InterleavedKernel.Use use,
      int outputs,
      int columns,
      Window window,
      FeatureMap in,
      FeatureMap out,
      int pitch,
      Ending ending) {
    return new InterleavedKernel(
            lanes,
            use,
            outputs,
            columns,
            window.kernelWidth(),
            window.strideWidth(),
            window.dilationWidth(),
            in.pixel(),
            out.pixel(),
            pitch,
            ending.otherPixel(),
            ending.inKernel())
        .kernel();
  }

  private static int pack(
      ConvolutionWeights weights,
      int firstGroup,
      int firstOutput,
      int count,
      Lanes lanes,
      WeightStore store) {
    Window window = weights.conv().window();
    int inputs = weights.inputsPerGroup();
    int outputs = weights.outputsPerGroup();
    int start = store.reserve(Math.toIntExact(inputs * window.taps() * count * lanes.count()));
    int at = start;
    for (int i = 0; i < inputs; i++) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int o = 0; o < count; o++) {
          for (int kx = 0; kx < window.kernelWidth(); kx++) {
            for (int lane = 0; lane < lanes.count(); lane++, at++) {
              int group = firstGroup + lane;
              if (group < weights.conv().groups()) {
                store.set(at, weights.weight(group * outputs + firstOutput + o, i, ky, kx));
              }
            }
          }
        }
      }
    }
    return start;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    boolean byRows = out.height() >= 8 * parts || jobs.size() < 4 * parts;
    int height = out.height();
    int firstRow = byRows ? Share.start(height, part, parts) : 0;
    int endRow = byRows ? Share.start(height, part + 1, parts) : height;
    int firstJob = byRows ? 0 : Share.start(jobs.size(), part, parts);
    int endJob = byRows ? jobs.size() : Share.start(jobs.size(), part + 1, parts);
    for (int n = 0; n < out.batch(); n++) {
      for (int j = firstJob; j < endJob; j++) {
        for (int y = firstRow; y < endRow; y++) {
          row(memory, jobs.get(j), n, y, 0, 0);
        }
      }
    }
  }

  @Override
  public void rows(Memory memory, int n, int from, int to, int inShift, int outShift) {
    for (int j = 0; j < jobs.size(); j++) {
      for (int y = from; y < to; y++) {
        row(memory, jobs.get(j), n, y, inShift, outShift);
      }
    }
  }

  private void row(Memory memory, Job job, int n, int y, int inShift, int outShift) {
    int inY = y * window.strideHeight() - window.padding().top();
    for (int s = 0; s < job.strips().size(); s++) {
      Tiles.Strip strip = job.strips().get(s);
      int inX = strip.x() * window.strideWidth() - window.padding().left();
      strip
          .kernel()
          .run(
              memory.values(),
              in.at(n, inY, inX) + job.inSlot() + inShift,
              out.at(n, y, strip.x()) + job.outSlot() + outShift,
              ending.otherAt(n, y, strip.x()) + job.outSlot(),
              memory.weights(),
              job.weight(),
              job.bias(),
              table,
              strip.count(),
              table.length);
    }
    for (int o = 0; o < job.outputs(); o++) {
      finish.row(memory, out.at(n, y, 0) + job.outSlot() + o * pitch + outShift, 1);
    }
  }
}
