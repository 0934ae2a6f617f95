package convspectrum.executor.vector.plan;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/** The algorithms for a convolution. */
enum Convolution {
  /** Lanes hold output channels, and inputs are processed one at a time. */
  GEMM,
  /** Each channel is convolved separately. */
  DEPTHWISE,
  /** Each lane holds a group. */
  INTERLEAVED;

  /** Factor of waste that narrower registers must save, because loads then count more. */
  private static final double LEAST_WASTE = 1.2;

  /** Values in a register of 512 bits. */
  private static final int WIDEST = 16;

  /**
   * Chooses the algorithm that wastes fewest lanes. {@link #GEMM} rounds a group's outputs up to
   * whole registers, {@link #INTERLEAVED} the number of groups.
   */
  static Convolution of(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    if (Fusion.depthwise(node)) {
      return DEPTHWISE;
    }
    if (conv.groups() == 1) {
      return GEMM;
    }
    int outputs = conv.outChannels() / conv.groups();
    Lanes groups = groupLanes(conv, lanes);
    boolean halved = !groups.equals(lanes);
    if (halved && outputs % (2 * lanes.count()) == 0) {
      return GEMM;
    }
    return waste(conv.groups(), groups) * interleavedCost(lanes)
            <= waste(outputs, lanes) * gemmCost(outputs, lanes)
        ? INTERLEAVED
        : GEMM;
  }

  /**
   * Time of a multiply-add of {@link #GEMM}, relative to the peak. This was measured with 16
   * registers: a tile of one register of weights has more loads than multiply-adds. With 32, both
   * algorithms are about as fast.
   */
  private static double gemmCost(int outputs, Lanes lanes) {
    if (lanes.registers() > 16 || lanes.scalar()) {
      return 1;
    }
    return outputs <= lanes.count() ? 2.2 : 1.25;
  }

  /** Time of a multiply-add of {@link #INTERLEAVED}, relative to the peak. */
  private static double interleavedCost(Lanes lanes) {
    return lanes.registers() > 16 || lanes.scalar() ? 1 : 1.45;
  }

  /**
   * Number of computed multiply-adds for each that is needed: lanes without a channel waste some.
   */
  static double waste(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    return switch (of(node, lanes)) {
      case GEMM -> waste(conv.outChannels() / conv.groups(), gemmLanes(conv, lanes));
      case DEPTHWISE -> waste(conv.outChannels(), lanes);
      case INTERLEAVED -> waste(conv.groups(), groupLanes(conv, lanes));
    };
  }

  /** How many lanes have a channel or group, of those that are computed: {@code 14 of 16 …}. */
  static String filled(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    int outputs = conv.outChannels() / conv.groups();
    return switch (of(node, lanes)) {
      case GEMM ->
          filled(outputs, gemmLanes(conv, lanes))
              + (conv.groups() == 1 ? " outputs" : " outputs a group");
      case DEPTHWISE -> filled(conv.outChannels(), lanes) + " channels";
      case INTERLEAVED -> filled(conv.groups(), groupLanes(conv, lanes)) + " groups";
    };
  }

  private static String filled(int count, Lanes lanes) {
    return count + " of " + lanes.roundUp(count);
  }

  /** Number of computed lanes for each lane that is needed. */
  private static double waste(int count, Lanes lanes) {
    return lanes.roundUp(count) / (double) count;
  }

  /**
   * Lanes for groups side by side: half of the widest registers if the other half would be empty
   * (twice as many instructions of half the width take as long on most cores).
   */
  static Lanes groupLanes(Op.Conv conv, Lanes lanes) {
    if (lanes.count() < WIDEST) {
      return lanes;
    }
    Lanes half = lanes.half();
    return waste(conv.groups(), lanes) > LEAST_WASTE && waste(conv.groups(), half) == 1
        ? half
        : lanes;
  }

  /**
   * Lanes for the outputs of a group: two registers of half the width instead of a single one,
   * where the CPU computes that in two halves anyway. A tile of two registers has fewer loads for
   * each multiply-add: groups of 16 channels take a quarter less time on Zen 4.
   */
  static Lanes gemmLanes(Op.Conv conv, Lanes lanes) {
    return gemmLanes(conv, lanes, Here.HALVES);
  }

  /** The same for a CPU that computes 512 bits in two halves, or does not. */
  static Lanes gemmLanes(Op.Conv conv, Lanes lanes, boolean halves) {
    int outputs = conv.outChannels() / conv.groups();
    boolean single = outputs > WIDEST / 2 && outputs <= WIDEST;
    return halves && single && lanes.count() == WIDEST ? lanes.half() : lanes;
  }

  /** The channel order that the input must have, if it is fixed. */
  Optional<ChannelOrder> inputOrder(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    int inputs = node.inputShape().channels() / conv.groups();
    return this == INTERLEAVED
        ? Optional.of(ChannelOrder.interleaved(conv.groups(), inputs, groupLanes(conv, lanes)))
        : Optional.empty();
  }

  /** The channel order that the output gets, if it is fixed. */
  Optional<ChannelOrder> outputOrder(Op.Conv conv, Lanes lanes) {
    int outputs = conv.outChannels() / conv.groups();
    return switch (this) {
      case INTERLEAVED ->
          Optional.of(ChannelOrder.interleaved(conv.groups(), outputs, groupLanes(conv, lanes)));
      case GEMM ->
          conv.groups() == 1
              ? Optional.empty()
              : Optional.of(ChannelOrder.blocks(conv.groups(), outputs, lanes.roundUp(outputs)));
      case DEPTHWISE -> Optional.empty();
    };
  }

  /** Read once. */
  private static final class Here {
    static final boolean HALVES = Machine.read().processor().halves512Bits();
  }
}
