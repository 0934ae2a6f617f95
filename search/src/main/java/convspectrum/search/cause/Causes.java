package convspectrum.search.cause;

import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in profiles why a design takes more time than its neighbours suggest. Something is a cause
 * only if it explains half of the time that is too much, or more.
 */
public final class Causes {
  /** Kernels that oneDNN has for anything that no fast one takes. */
  private static final Pattern REFERENCE = Pattern.compile("(?i)(.* )?(ref|simple)\\b.*");

  /** Ops of every runtime whose work is counted. */
  private static final Pattern PRODUCT = Pattern.compile("(?i)conv|gemm|matmul|inner");

  private static final double EXPLAINED = 0.5;

  private final LayerTimes slow;
  private final List<LayerTimes> neighbours;

  /** Milliseconds that explain enough of what is too much. */
  private final double enoughMs;

  private Causes(LayerTimes slow, List<LayerTimes> neighbours, double ratio) {
    this.slow = slow;
    this.neighbours = neighbours;
    this.enoughMs = EXPLAINED * slow.sumMs() * (1 - 1 / ratio);
  }

  /**
   * A step beside those of the neighbours that compute the same node: designs of a sweep share
   * names.
   *
   * @param same theirs
   * @param tooMuchMs its time beyond the longest of theirs, which counts in proportion to
   *     multiply-accumulates where it has more; all of it where there are none
   */
  private record Beside(LayerTime step, List<LayerTime> same, double tooMuchMs) {}

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
    return ratio > 1 ? new Causes(slow, neighbours, ratio).cause(channels) : new Cause.NotKnown();
  }

  private Cause cause(OptionalLong channels) {
    Optional<Beside> worst =
        slow.layers().stream()
            .filter(layer -> !layer.isUncounted())
            .map(this::beside)
            .max(Comparator.comparingDouble(Beside::tooMuchMs))
            .filter(one -> one.tooMuchMs() >= enoughMs);
    return worst
        .flatMap(one -> referenceKernel(one, channels))
        .or(() -> worst.flatMap(this::emptyLanes))
        .or(this::layoutChanges)
        .or(() -> worst.flatMap(Causes::otherKernel))
        .orElseGet(Cause.NotKnown::new);
  }

  private Beside beside(LayerTime step) {
    List<LayerTime> same =
        neighbours.stream()
            .flatMap(one -> one.layers().stream())
            .filter(layer -> layer.nodes().contains(step.nodes().getFirst()))
            .toList();
    double expected =
        same.stream().mapToDouble(one -> one.ms() * Math.max(1, work(step, one))).max().orElse(0);
    return new Beside(step, same, step.ms() - expected);
  }

  private static double work(LayerTime step, LayerTime other) {
    long macs = other.cost().macs();
    return macs == 0 ? 1 : (double) step.cost().macs() / macs;
  }

  private static Optional<Cause> referenceKernel(Beside worst, OptionalLong channels) {
    String kernel = kernel(worst.step());
    return REFERENCE.matcher(kernel).matches()
        ? Optional.of(new Cause.ReferenceKernel(kernel, channels))
        : Optional.empty();
  }

  /** The time without what is wasted beyond the neighbours' waste would be so much shorter. */
  private Optional<Cause> emptyLanes(Beside worst) {
    double share = worst.step().wastedShare();
    double most =
        worst.same().stream().mapToDouble(LayerTime::wastedShare).max().orElse(Double.NaN);
    // NaN where one of them is not known, which explains nothing.
    double saved = worst.step().ms() * (1 - (1 - share) / (1 - most));
    return saved >= enoughMs ? Optional.of(new Cause.EmptyLanes(share, most)) : Optional.empty();
  }

  private Optional<Cause> layoutChanges() {
    if (Stream.concat(Stream.of(slow), neighbours.stream()).anyMatch(Causes::hasNamelessWork)) {
      return Optional.empty();
    }
    Optional<LayerTimes> most =
        neighbours.stream().max(Comparator.comparingDouble(Causes::uncountedMs));
    return most.filter(one -> uncountedMs(slow) - uncountedMs(one) >= enoughMs)
        .map(one ->
            new Cause.LayoutChanges(
                uncountedMs(slow) / slow.sumMs(), uncountedMs(one) / one.sumMs()));
  }

  /** A convolution or product whose nodes are not known is no change of layout. */
  private static boolean hasNamelessWork(LayerTimes times) {
    return times.layers().stream()
        .anyMatch(layer -> layer.isUncounted() && PRODUCT.matcher(layer.op()).find());
  }

  private static double uncountedMs(LayerTimes times) {
    return times.layers().stream().filter(LayerTime::isUncounted).mapToDouble(LayerTime::ms).sum();
  }

  private static Optional<Cause> otherKernel(Beside worst) {
    String kernel = kernel(worst.step());
    List<String> theirs = worst.same().stream().map(Causes::kernel).distinct().toList();
    return !theirs.isEmpty() && !theirs.contains(kernel)
        ? Optional.of(new Cause.OtherKernel(kernel, String.join(" and ", theirs)))
        : Optional.empty();
  }

  /** Where the runtime plans nothing that it tells of, what its profile calls the step. */
  private static String kernel(LayerTime step) {
    return step.kernel().isEmpty() ? step.op() : step.kernel();
  }
}
