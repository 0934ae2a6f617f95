package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.Segments;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Groups of channels, some of which no document names, because they are a part of others. */
final class ChannelGroups {
  /** What to try where channels come from a block that splits them. */
  static final String OF_A_SPLIT = "other sizes or shares where they are split";

  private ChannelGroups() {}

  static int of(String field, Segments segments, Node input, int out, String remedy) {
    return of(field, segments, input, out, out, remedy);
  }

  /**
   * The number of groups, which divides the channels that come in and those that go out.
   *
   * @param outputs the channels that those that go out are a part of; {@code out} where they are no
   *     part
   * @param remedy what to try where channels are a part of others
   */
  static int of(String field, Segments segments, Node input, int out, int outputs, String remedy) {
    int in = input.shape().channels();
    int groups = segments.of(in);
    int wrong = in % groups != 0 ? in : out % groups != 0 ? out : 0;
    if (wrong == 0) {
      return groups;
    }
    Optional<Integer> whole =
        wrong == in ? wholeOf(input) : Optional.of(outputs).filter(all -> all > out);
    String divisors =
        in == out
            ? "a divisor: " + Parts.listDivisors(in)
            : "a divisor of %d and %d: %s"
                .formatted(in, out, Parts.listDivisors(Parts.greatestCommonDivisor(in, out)));
    throw new FieldException(
        field,
        groups
            + " does not divide "
            + wrong
            + whole.map(all -> ", which comes from splitting " + all + " channels").orElse(""),
        divisors + (whole.isPresent() ? "; try " + remedy : ""));
  }

  /**
   * The channels of which those of a node are a part: it is a slice of them, or comes from such a
   * slice through ops that keep the channels as they are, such as a norm or an activation.
   */
  static Optional<Integer> wholeOf(Node node) {
    Node at = node;
    while (at.inputs().size() == 1) {
      Node before = at.inputs().getFirst();
      if (at.op() instanceof Op.Slice slice && slice.axis() == 1) {
        return before.shape().channels() > node.shape().channels()
            ? Optional.of(before.shape().channels())
            : Optional.empty();
      }
      boolean chosen =
          at.op() instanceof Op.Conv
              || at.op() instanceof Op.Composite
              || at.op() instanceof Op.Linear;
      if (chosen
          || before.shape().rank() != 4
          || before.shape().channels() != node.shape().channels()) {
        return Optional.empty();
      }
      at = before;
    }
    return Optional.empty();
  }

  /**
   * Shares that split channels into parts which {@code divisor} divides, as equal as can be: of 256
   * channels in three parts and 2, {@code shares: [43, 43, 42], which split 256 into 86, 86 and
   * 84}. Where there are none, another number of parts.
   */
  static String shares(int channels, int parts, int divisor) {
    int units = channels / divisor;
    if (channels % divisor != 0 || units < parts) {
      return "fewer kernels, or segments that divide each part";
    }
    List<Integer> shares = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      shares.add(units / parts + (i < units % parts ? 1 : 0));
    }
    List<Integer> sizes = shares.stream().map(share -> share * divisor).toList();
    return "shares: %s, which split %d into %s".formatted(shares, channels, sizes);
  }
}
