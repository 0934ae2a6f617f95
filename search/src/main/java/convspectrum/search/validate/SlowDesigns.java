package convspectrum.search.validate;

import convspectrum.search.cause.Cause;
import convspectrum.search.cause.Causes;
import convspectrum.search.cause.GroupShape;
import convspectrum.search.cause.RuleFinder;
import convspectrum.search.cause.RuleFinder.Observation;
import convspectrum.search.cause.TimeLine;
import convspectrum.search.profile.LayerTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Which designs are slow for their work on one runtime, and why. */
final class SlowDesigns {
  private final List<DesignValidation> timed;
  private final Map<String, LayerTimes> profiles;
  private final Map<String, TimeLine> lines = new HashMap<>();

  /**
   * Those among designs that were timed.
   *
   * @param profiles by label, as far as there are any
   */
  SlowDesigns(List<DesignValidation> timed, Map<String, LayerTimes> profiles) {
    this.timed = List.copyOf(timed);
    this.profiles = Map.copyOf(profiles);
  }

  /** A design beside its neighbours, which have the same baseline; none where they are too few. */
  Optional<TimeLine.Beside> beside(DesignValidation design) {
    return lines.computeIfAbsent(design.baseline(), this::line).of(design.label());
  }

  private TimeLine line(String baseline) {
    return new TimeLine(
        timed.stream()
            .filter(design -> design.baseline().equals(baseline))
            .filter(design -> design.macs() > 0)
            .filter(SlowDesigns::hasInterval)
            .map(design ->
                new TimeLine.Point(
                    design.label(), design.macs(), design.measurement().orElseThrow().time()))
            .toList());
  }

  private static boolean hasInterval(DesignValidation design) {
    return design.measurement().flatMap(one -> one.time().interval()).isPresent();
  }

  /** Why a design takes so many times what is expected of it. */
  Cause cause(DesignValidation design, List<String> neighbours, double ratio) {
    LayerTimes profile = profiles.get(design.label());
    if (profile == null) {
      return new Cause.NotKnown();
    }
    OptionalLong channels =
        shape(design).map(shape -> OptionalLong.of(shape.channels())).orElse(OptionalLong.empty());
    return Causes.of(
        profile,
        neighbours.stream().map(profiles::get).filter(Objects::nonNull).toList(),
        ratio,
        channels);
  }

  private static Optional<GroupShape> shape(DesignValidation design) {
    return GroupShape.of(design.compared().graph());
  }

  /** Which channels a group are fast, if the designs of the sweep show it. */
  Optional<RuleFinder.Found> rule(long seed) {
    List<Observation> seen = new ArrayList<>();
    for (DesignValidation design : timed) {
      Optional<GroupShape> shape = shape(design);
      Optional<TimeLine.Beside> beside = beside(design);
      if (design.compared().design().isPresent() && shape.isPresent() && beside.isPresent()) {
        seen.add(
            new Observation(
                shape.get().shape(), shape.get().channels(), beside.get().ratio().value()));
      }
    }
    return new RuleFinder(seed).find(seen);
  }
}
