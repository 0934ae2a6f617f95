package convspectrum.executor.quantised;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reader has to know of networks of integers, gathered from one after the other. */
public final class IntegerNotes {
  private final boolean adds32Bits;

  /** How many ops compute with real numbers, by what they are called. */
  private final Map<String, Integer> real = new TreeMap<>();

  private int largestWeight;
  private int channels;
  private int saturating;

  /** Notes for this CPU. */
  public IntegerNotes() {
    this(DotProducts.add32Bits());
  }

  /**
   * @param adds32Bits whether the CPU adds products of 8 bits in 32 bits
   */
  IntegerNotes(boolean adds32Bits) {
    this.adds32Bits = adds32Bits;
  }

  /** Takes a network in. */
  public void add(QuantisedGraph network) {
    network.realOps().forEach(node -> real.merge(name(node), 1, Integer::sum));
    for (LayerIntegers layer : network.layers().values()) {
      channels += layer.scales().length;
      saturating += layer.channelsThatMaySaturate();
      for (byte weight : layer.weights()) {
        largestWeight = Math.max(largestWeight, Math.abs(weight));
      }
    }
  }

  /** The notes, as sentences. */
  public List<String> sentences() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Weights are signed integers up to ±%d with a scale per output channel, values unsigned ones with ranges from the inputs of the check."
            .formatted(largestWeight));
    if (!real.isEmpty()) {
      notes.add(
          "Without an integer form, and so in real numbers between integers: "
              + real.entrySet().stream()
                  .map(one -> one.getKey() + " (" + one.getValue() + ")")
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (!adds32Bits && saturating > 0) {
      notes.add(
          "This CPU has no VNNI and adds two products in 16 bits, in which sums of %d of %d output channels may saturate; try --weight-range reduced."
              .formatted(saturating, channels));
    }
    return notes;
  }

  private static String name(Node node) {
    return node.op() instanceof Op.Activation activation
        ? activation.function().specName()
        : node.op().typeName();
  }
}
