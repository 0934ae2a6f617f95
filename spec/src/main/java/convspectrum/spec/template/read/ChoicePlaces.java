package convspectrum.spec.template.read;

import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.RepeatSite;
import convspectrum.spec.template.Term;
import convspectrum.spec.template.TermException;
import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives choices in place their parameters in the space, one per repetition they stand in. */
final class ChoicePlaces {
  private static final int MAX_PARAMETERS = 10_000;

  private final Reading reading;
  private final YamlNode root;
  private final Map<String, Term.Computed> derived;

  ChoicePlaces(Reading reading, YamlNode root, Map<String, Term.Computed> derived) {
    this.reading = reading;
    this.root = root;
    this.derived = derived;
  }

  /** The named parameters and those of the choices behind them; null where there was a fault. */
  @Nullable List<Parameter> all(List<Parameter> named) {
    List<Parameter> all = new ArrayList<>(named);
    reading.sites.sort(
        Comparator.comparing(
            site -> Objects.requireNonNull(reading.siteNodes.get(site)).location()));
    RepeatBounds bounds = new RepeatBounds(named, derived);
    for (ChoiceSite site : reading.sites) {
      YamlNode at = Objects.requireNonNull(reading.siteNodes.get(site));
      long count = 1;
      for (RepeatSite repeat : site.repeats()) {
        if (repeat.most() < 0 && !bound(repeat, bounds)) {
          return null;
        }
        count *= repeat.most();
        if (count > MAX_PARAMETERS) {
          break;
        }
      }
      if (all.size() + count > MAX_PARAMETERS) {
        reading.fault(
            at, "more than " + MAX_PARAMETERS + " parameters", "fewer repetitions or choices");
        return null;
      }
      site.place(all.size());
      site.names().stream()
          .map(name ->
              new Parameter(name, site.options(), site.defaultIndex(), Parameter.Kind.IN_PLACE))
          .forEach(all::add);
    }
    return all;
  }

  private boolean bound(RepeatSite repeat, RepeatBounds bounds) {
    Term times = Objects.requireNonNull(reading.repetitions.get(repeat));
    YamlNode at = Objects.requireNonNullElse(times.source(), root);
    try {
      int most = bounds.most(times);
      if (most < 0) {
        reading.fault(
            at,
            "the repetitions of a choice depend on more than named parameters",
            "a number, or named parameters");
        return false;
      }
      repeat.most(most);
      return true;
    } catch (TermException e) {
      reading.faults.add(e.fault());
      return false;
    }
  }
}
