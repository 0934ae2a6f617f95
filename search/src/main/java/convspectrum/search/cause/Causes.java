package convspectrum.search.cause;

import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds in profiles why a design takes more time than its neighbours suggest. Something is a cause
 * only if it explains half of what is too much or more, on a logarithmic scale where it is a factor
 * of the time and as a share of the time where it is a part of it.
 */
public final class Causes {
  /** Kernels that oneDNN has for anything that no fast one takes. */
  private static final Pattern REFERENCE = Pattern.compile("(?i)(.* )?(ref|simple)\\b.*");

  private static final double EXPLAINED = 0.5;

  private Causes() {}

  /**
   * The cause of a design that is too slow.
   *
   * @param slow its profile
   * @param neighbours profiles of its neighbours, as far as there are any
   * @param ratio its time divided by what is expected, above 1
   * @param channels channels a group of its convolution, if they are one number
   */
  public static Cause of(
      LayerTimes slow, List<LayerTimes> neighbours, double ratio, OptionalLong channels) {
    Optional<LayerTime> longest = longest(slow, _ -> true);
    if (longest.isEmpty() || ratio <= 1) {
      return new Cause.NotKnown();
    }
    LayerTime step = longest.get();
    double excess = 1 - 1 / ratio;
    boolean decides = step.ms() / slow.sumMs() >= EXPLAINED * excess;
    if (decides && isReference(step.kernel())) {
      return new Cause.ReferenceKernel(step.kernel(), channels);
    }
    if (neighbours.isEmpty()) {
      return new Cause.NotKnown();
    }
    List<LayerTime> same =
        neighbours.stream().flatMap(one -> counterpart(one, step).stream()).toList();
    return emptyLanes(step, same, ratio, decides)
        .or(() -> layoutChanges(slow, neighbours, excess))
        .or(() -> otherKernel(step, same, decides))
        .orElseGet(Cause.NotKnown::new);
  }

  private static boolean isReference(String kernel) {
    return REFERENCE.matcher(kernel).matches();
  }

  /** The step that takes longest, of those that compute nodes. */
  private static Optional<LayerTime> longest(LayerTimes times, Predicate<LayerTime> which) {
    return times.layers().stream()
        .filter(layer -> !layer.isInserted())
        .filter(which)
        .max(Comparator.comparingDouble(LayerTime::ms));
  }

  /** The step of another design that computes the same node: designs of a sweep share names. */
  private static Optional<LayerTime> counterpart(LayerTimes other, LayerTime step) {
    return longest(other, layer -> layer.nodes().contains(step.nodes().getFirst()))
        .or(() -> longest(other, _ -> true));
  }

  private static Optional<Cause> emptyLanes(
      LayerTime step, List<LayerTime> same, double ratio, boolean decides) {
    double share = step.wastedShare();
    double most = same.stream().mapToDouble(LayerTime::wastedShare).max().orElse(Double.NaN);
    // NaN where one of them is not known, which explains nothing.
    double factor = (1 - most) / (1 - share);
    return decides && Math.log(factor) >= EXPLAINED * Math.log(ratio)
        ? Optional.of(new Cause.EmptyLanes(share, most))
        : Optional.empty();
  }

  private static Optional<Cause> layoutChanges(
      LayerTimes slow, List<LayerTimes> neighbours, double excess) {
    double share = inserted(slow);
    double most = neighbours.stream().mapToDouble(Causes::inserted).max().orElse(0);
    return share - most >= EXPLAINED * excess
        ? Optional.of(new Cause.LayoutChanges(share, most))
        : Optional.empty();
  }

  private static double inserted(LayerTimes times) {
    double sum =
        times.layers().stream().filter(LayerTime::isInserted).mapToDouble(LayerTime::ms).sum();
    return sum / times.sumMs();
  }

  private static Optional<Cause> otherKernel(
      LayerTime step, List<LayerTime> same, boolean decides) {
    List<String> kernels = same.stream().map(LayerTime::kernel).distinct().toList();
    boolean other =
        decides
            && !step.kernel().isEmpty()
            && !kernels.isEmpty()
            && kernels.stream()
                .noneMatch(kernel -> kernel.isEmpty() || kernel.equals(step.kernel()));
    return other
        ? Optional.of(new Cause.OtherKernel(step.kernel(), String.join(" and ", kernels)))
        : Optional.empty();
  }
}
