package convspectrum.executor.quantised;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.WeightRange;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader has to know of networks of integers, gathered from one after the other. */
public final class IntegerNotes {
  private final boolean adds32Bits;

  /** Whether pairs that saturate are counted. */
  private final boolean counts;

  /** How many ops compute with real numbers, by what they are called. */
  private final Map<String, Integer> real = new TreeMap<>();

  private int largestWeight;
  private int channels;
  private int saturating;

  private long pairs;
  private long saturated;
  private @Nullable PairSaturation worst;

  /**
   * Notes for this CPU.
   *
   * @param asked the weights that were asked for; of full ones it is told what they do to other
   *     CPUs too
   */
  public IntegerNotes(WeightRange asked) {
    this(DotProducts.add32Bits(), asked);
  }

  /**
   * @param adds32Bits whether the CPU adds products of 8 bits in 32 bits
   */
  IntegerNotes(boolean adds32Bits, WeightRange asked) {
    this.adds32Bits = adds32Bits;
    this.counts = !adds32Bits || asked == WeightRange.FULL;
  }

  /**
   * Takes a network in.
   *
   * @param inputs on which sums that saturate are counted
   */
  public void add(QuantisedGraph network, List<Tensor> inputs) {
    network.realOps().forEach(node -> real.merge(name(node), 1, Integer::sum));
    for (LayerIntegers layer : network.layers().values()) {
      channels += layer.scales().length;
      saturating += layer.channelsThatMaySaturate();
      for (byte weight : layer.weights()) {
        largestWeight = Math.max(largestWeight, Math.abs(weight));
      }
    }
    if (counts) {
      PairSaturation.of(network, inputs).forEach(this::add);
    }
  }

  private void add(PairSaturation layer) {
    pairs += layer.pairs();
    saturated += layer.saturated();
    if (layer.saturated() > 0 && (worst == null || layer.decibels() < worst.decibels())) {
      worst = layer;
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
    if (counts && saturating > 0) {
      notes.add(saturation());
    }
    return notes;
  }

  private String saturation() {
    String whose =
        adds32Bits
            ? "CPUs without VNNI, other than this one, add two products in 16 bits: "
            : "This CPU has no VNNI and adds two products in 16 bits: ";
    String may = "sums of %d of %d output channels may saturate, ".formatted(saturating, channels);
    PairSaturation layer = worst;
    String found =
        layer == null
            ? "and none of %d does on the inputs of the check".formatted(pairs)
            : String.format(
                Locale.ROOT,
                "and %d of %d (%.2g %%) do on the inputs of the check, if neighbouring input channels are added, as is assumed; the result of %s, the worst, is %.1f dB from that of exact sums",
                saturated,
                pairs,
                100.0 * saturated / pairs,
                layer.layer(),
                layer.decibels());
    return whose + may + found + "; with --weight-range reduced none does.";
  }

  private static String name(Node node) {
    return node.op() instanceof Op.Activation activation
        ? activation.function().specName()
        : node.op().typeName();
  }
}
