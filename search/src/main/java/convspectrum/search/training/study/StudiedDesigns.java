package convspectrum.search.training.study;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.study.AccuracyStudy.EqualMacs;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The designs that a study trains. */
public final class StudiedDesigns {
  private final List<StudiedDesign> designs = new ArrayList<>();
  private final Designs rows;

  /** A design before its cost is known. */
  private record Place(Equality equality, String value, Optional<String> other) {}

  /**
   * Lists the designs and computes their costs.
   *
   * @param equalities which of them; {@link Equality#MACS} needs a study that can make them equal
   * @param only the values of parameters that are wanted; all of a parameter that is not named
   * @throws SpecException where a design does not fit
   */
  public StudiedDesigns(
      AccuracyStudy study, Set<Equality> equalities, Map<String, List<String>> only) {
    Map<Place, Network> networks = new LinkedHashMap<>();
    for (Equality equality : Equality.values()) {
      if (!equalities.contains(equality)) {
        continue;
      }
      for (String value : AccuracyStudy.values(study.spec(), study.varied())) {
        if (!isWanted(only, study.varied(), value)) {
          continue;
        }
        Map<String, String> settings = new LinkedHashMap<>(Map.of(study.varied(), value));
        if (equality == Equality.MACS) {
          EqualMacs equal = study.equalMacs().orElseThrow();
          settings.put(equal.parameter(), nearest(study.spec(), settings, equal));
        }
        for (Optional<String> other : others(study.spec(), study.compared())) {
          if (other.isPresent() && !isWanted(only, study.compared().orElseThrow(), other.get())) {
            continue;
          }
          other.ifPresent(text -> settings.put(study.compared().orElseThrow(), text));
          String label =
              StudiedDesign.label(study.varied(), value, study.compared(), other, equality);
          networks.put(
              new Place(equality, value, other), network(study.spec(), settings).named(label));
        }
      }
    }
    rows = Designs.ofNetworks(List.copyOf(networks.values()), CostOptions.DEFAULT);
    int at = 0;
    for (Place place : networks.keySet()) {
      ComparedDesign row = rows.rows().get(at++);
      designs.add(
          new StudiedDesign(
              row,
              place.equality(),
              place.value(),
              place.other(),
              new Classifier(row.label(), row.network())));
    }
  }

  private static boolean isWanted(Map<String, List<String>> only, String parameter, String value) {
    List<String> wanted = only.get(parameter);
    return wanted == null || wanted.contains(value);
  }

  /** All of them: by equality, then along the parameter that varies. */
  public List<StudiedDesign> all() {
    return List.copyOf(designs);
  }

  /** The same as rows of a comparison, to be measured. */
  public Designs rows() {
    return rows;
  }

  /** The choices of the parameter that is compared; one that is empty if none is. */
  static List<Optional<String>> others(Spec spec, Optional<String> compared) {
    return compared
        .map(name -> AccuracyStudy.values(spec, name).stream().map(Optional::of).toList())
        .orElse(List.of(Optional.empty()));
  }

  /**
   * The choice that brings multiply-accumulates nearest to what is wanted, by their ratio; the
   * smaller of two.
   */
  private static String nearest(Spec spec, Map<String, String> settings, EqualMacs equal) {
    Map<String, String> tried = new LinkedHashMap<>(settings);
    Optional<String> nearest = Optional.empty();
    Optional<SpecException> fault = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (String choice : AccuracyStudy.values(spec, equal.parameter())) {
      tried.put(equal.parameter(), choice);
      try {
        Network network = network(spec, tried);
        Shape input = network.graph().inputs().getFirst().shape();
        long macs =
            NetworkCost.of(network.graph(), CostOptions.DEFAULT).total().macs() / input.batch();
        double off = Math.abs(Math.log(macs / equal.macs()));
        if (off < least) {
          least = off;
          nearest = Optional.of(choice);
        }
      } catch (SpecException e) {
        fault = Optional.of(e); // this width does not fit; another may
      }
    }
    if (nearest.isEmpty() && fault.isPresent()) {
      throw fault.get();
    }
    return nearest.orElseThrow();
  }

  private static Network network(Spec spec, Map<String, String> settings) {
    return Network.design(spec, spec.design(settings), Optional.empty());
  }
}
