package convspectrum.executor.vector;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The spectrum between dense and depthwise: a group in each lane, or a GEMM for each group. */
class GroupedTest {
  private static final List<Integer> CHANNELS = List.of(12, 13, 17, 24, 48);
  private static final int MOST_OUTPUTS = 3;

  private final Windows windows = new Windows(3);

  /** Every number of segments, with a third, one and a half or three times as many outputs. */
  @Test
  void everyNumberOfGroupsAgrees() {
    Parity parity = Parity.withReference();
    for (int channels : CHANNELS) {
      for (int groups : divisors(channels)) {
        parity.check(convolutions(channels, groups, MOST_OUTPUTS));
      }
    }
    // 6, 2, 2, 8 and 10 divisors.
    parity.assertAgreed(28 * MOST_OUTPUTS * Parity.LANES.size());
  }

  @Test
  void manyChannelsAgree() {
    Parity parity = Parity.withReference();
    List<Integer> groups = List.of(364, 182, 91, 52, 28, 26, 14, 7, 4, 2);
    for (int segments : groups) {
      GraphBuilder builder = new GraphBuilder("364 channels in " + segments + " groups");
      Node x = builder.input("x", Shape.of(1, 364, 4, 5));
      Node y = builder.add("conv", new Op.Conv(364, Window.same(3), segments, true), x);
      parity.check(builder.build(y));
    }
    parity.assertAgreed(groups.size() * Parity.LANES.size());
  }

  @Test
  void everyKernelAndStrideAgrees() {
    Parity parity = Parity.withReference();
    for (int groups : List.of(2, 5, 10, 20)) {
      for (int stride = 1; stride <= Windows.MOST_STRIDE; stride++) {
        parity.check(kernels(20, groups, stride, groups % 4 + 1));
      }
    }
    parity.assertAgreed(4 * Windows.MOST_STRIDE * Windows.KERNELS.size() * Parity.LANES.size());
  }

  @Test
  void kernelsAndStridesAgreeWithOnnxRuntime() {
    Parity parity = Parity.with(new OrtRuntime());
    for (int groups : List.of(2, 5, 10, 20)) {
      for (int threads = 1; threads <= 2; threads++) {
        parity.check(kernels(20, groups, threads, 1 + groups % 4), 16, threads);
      }
    }
    parity.assertAgreed(4 * 2 * Windows.KERNELS.size());
  }

  /** Each wants its channels in an order of its own: 12 channels in 4 and in 6 groups. */
  @Test
  void groupsAfterOtherGroupsAgree() {
    Parity parity = Parity.withReference();
    for (int first : divisors(12)) {
      for (int second : divisors(12)) {
        GraphBuilder builder = new GraphBuilder(first + " groups, then " + second);
        Node x = builder.input("x", Shape.of(2, 12, 5, 6));
        Node y = builder.add("first", new Op.Conv(12, Window.same(3), first, true), x);
        Node z = builder.add("second", new Op.Conv(24, Window.same(1), second, true), y);
        parity.check(
            builder.build(builder.add("last", new Op.Conv(12, Window.same(3), 3, false), z)));
      }
    }
    parity.assertAgreed(6 * 6 * Parity.LANES.size());
  }

  private Graph convolutions(int channels, int groups, int count) {
    GraphBuilder builder = new GraphBuilder(channels + " channels in " + groups + " groups");
    Node x = builder.input("x", Shape.of(1 + groups % 3, channels, 6, 11));
    Node[] outputs = new Node[count];
    for (int i = 0; i < count; i++) {
      int[] kernel = Windows.KERNELS.get(2 * i % 6);
      int filters = groups * List.of(1, 3, Math.max(1, channels / groups)).get(i);
      Op conv = new Op.Conv(filters, windows.draw(kernel, 1 + i % 2), groups, i > 0);
      outputs[i] = builder.add("conv", conv, x);
    }
    return builder.build(outputs);
  }

  private Graph kernels(int channels, int groups, int stride, int batch) {
    GraphBuilder builder = new GraphBuilder(channels + " channels in " + groups + " groups");
    Node x = builder.input("x", Shape.of(batch, channels, 7, 13));
    List<Node> outputs = new ArrayList<>();
    for (int[] kernel : Windows.KERNELS) {
      Window window = windows.draw(kernel, stride, 1 + (stride + outputs.size()) % 3);
      int filters = groups * (1 + outputs.size() % 4);
      outputs.add(builder.add("conv", new Op.Conv(filters, window, groups, true), x));
    }
    return builder.build(outputs.toArray(Node[]::new));
  }

  private static List<Integer> divisors(int number) {
    return IntStream.rangeClosed(1, number).filter(i -> number % i == 0).boxed().toList();
  }
}
