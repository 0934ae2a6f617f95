package convspectrum.search.validate;

import convspectrum.search.cause.Cause;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which values of a parameter are worth using on a runtime, and which are not, among designs that
 * are compared with the same baseline, such as those of one shape. A design is worth using if none
 * with more MACs is surely faster, and it is not above the line through its neighbours; only those
 * whose times have intervals are told of.
 *
 * @param where what these designs share and others do not, such as {@code channels=64}; empty where
 *     all designs have the same baseline
 * @param what the parameter, such as {@code segments}; {@code design} where several vary
 * @param worth its values that are worth using, in the order of the spec
 * @param avoid those that are not, the worst first
 */
public record Advice(String where, String what, List<String> worth, List<Avoided> avoid) {
  /** Values that a sentence names. */
  private static final int MOST_WORTH = 20;

  private static final int MOST_AVOIDED = 5;
  private static final int FEWEST = 4;

  public Advice {
    worth = List.copyOf(worth);
    avoid = List.copyOf(avoid);
  }

  /**
   * A value that is not worth using.
   *
   * @param value of the parameter
   * @param ms time of a pass with it
   * @param ratio that divided by what it is held against, from paired rounds where there are some
   * @param against what that is: a design with more MACs, or the line through its neighbours
   * @param cause why, as far as its profile shows
   */
  public record Avoided(String value, double ms, double ratio, String against, Cause cause) {
    String text() {
      return String.format(
          Locale.ROOT, "%s (%.3g ms, %.2f times %s; %s)", value, ms, ratio, against, cause.text());
    }
  }

  /** Of a runtime, for each baseline; none of fewer than four designs that can be told of. */
  static List<Advice> of(
      List<String> parameters,
      List<DesignValidation> timed,
      List<Cliff> cliffs,
      List<AboveLine> above) {
    Map<String, List<DesignValidation>> groups =
        timed.stream()
            .filter(design -> design.compared().design().isPresent())
            .filter(
                design -> design.measurement().flatMap(one -> one.time().interval()).isPresent())
            .collect(
                Collectors.groupingBy(
                    DesignValidation::baseline, LinkedHashMap::new, Collectors.toList()));
    return groups.values().stream()
        .filter(group -> group.size() >= FEWEST)
        .map(group -> new Group(parameters, group, timed).advice(cliffs, above, groups.size() == 1))
        .toList();
  }

  /** Designs of one baseline. */
  private static final class Group {
    private final List<String> parameters;
    private final List<String> varied;
    private final Map<String, DesignValidation> members = new LinkedHashMap<>();
    private final Map<String, Double> times;

    Group(List<String> parameters, List<DesignValidation> group, List<DesignValidation> timed) {
      this.parameters = parameters;
      this.varied =
          parameters.stream()
              .filter(name -> group.stream().map(one -> value(one, name)).distinct().count() > 1)
              .toList();
      group.forEach(design -> members.put(design.label(), design));
      this.times =
          timed.stream().collect(Collectors.toMap(DesignValidation::label, Group::milliseconds));
    }

    Advice advice(List<Cliff> cliffs, List<AboveLine> above, boolean alone) {
      Map<String, DesignValidation> worth = new LinkedHashMap<>(members);
      List<Avoided> avoid = new ArrayList<>();
      for (Cliff cliff : cliffs) {
        DesignValidation design = worth.remove(cliff.design());
        if (design != null) {
          String against =
              String.format(
                  Locale.ROOT,
                  "the %.3g ms of %s, which has more MACs",
                  Objects.requireNonNull(times.get(cliff.other())),
                  name(cliff.other()));
          avoid.add(avoided(design, cliff.timeRatio().value(), against, cliff.cause()));
        }
      }
      for (AboveLine one : above) {
        DesignValidation design = worth.remove(one.design());
        if (design != null) {
          String against =
              String.format(
                  Locale.ROOT,
                  "the %.3g ms that %s suggest%s",
                  milliseconds(design) / one.timeRatio().value(),
                  one.neighbours().stream().map(this::name).collect(Collectors.joining(" and ")),
                  one.neighbours().size() == 1 ? "s" : "");
          avoid.add(avoided(design, one.timeRatio().value(), against, one.cause()));
        }
      }
      return new Advice(
          alone ? "" : shared(),
          varied.size() == 1 ? varied.getFirst() : "design",
          worth.keySet().stream().map(this::name).toList(),
          avoid);
    }

    private Avoided avoided(DesignValidation design, double ratio, String against, Cause cause) {
      return new Avoided(name(design.label()), milliseconds(design), ratio, against, cause);
    }

    private static double milliseconds(DesignValidation design) {
      return design.measurement().orElseThrow().medianMs();
    }

    /** The value of the one parameter that varies, else the label. */
    private String name(String label) {
      DesignValidation design = members.get(label);
      return design == null || varied.size() != 1 ? label : value(design, varied.getFirst());
    }

    /** The parameters that are the same in all of the group. */
    private String shared() {
      DesignValidation any = members.values().iterator().next();
      return parameters.stream()
          .filter(name -> !varied.contains(name))
          .map(name -> name + "=" + value(any, name))
          .collect(Collectors.joining(", "));
    }

    private static String value(DesignValidation design, String parameter) {
      Optional<Design> choices = design.compared().design();
      return choices.orElseThrow().value(parameter).text();
    }
  }

  /** It in a sentence, with figures. */
  public String sentence() {
    return (where.isEmpty() ? "" : where + ": ")
        + (worth.isEmpty() ? "no " + what + " is worth using" : worthUsing())
        + (avoid.isEmpty() ? "; none is to be avoided" : "; avoid " + avoided())
        + ".";
  }

  private String worthUsing() {
    int all = worth.size() + avoid.size();
    return "%s worth using (%d of %d): %s"
        .formatted(what, worth.size(), all, few(worth, MOST_WORTH));
  }

  private String avoided() {
    return few(avoid.stream().map(Avoided::text).toList(), MOST_AVOIDED);
  }

  private static String few(List<String> texts, int most) {
    String named = texts.stream().limit(most).collect(Collectors.joining(", "));
    return texts.size() > most ? named + " and " + (texts.size() - most) + " more" : named;
  }
}
