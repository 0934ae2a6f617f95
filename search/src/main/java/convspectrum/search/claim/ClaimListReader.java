package convspectrum.search.claim;

import convspectrum.spec.fault.Faults;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads the claims of a study and collects their faults. */
public final class ClaimListReader {
  private static final Set<String> OF_CLAIM =
      Set.of(
          "claim",
          "says",
          "value",
          "at-least",
          "at-most",
          "published",
          "published-value",
          "measured-on",
          "source");

  private final Map<String, List<String>> names;
  private final Set<NetworkFigure> figures;
  private final Faults faults;
  private final Set<String> ids = new HashSet<>();

  /**
   * A reader.
   *
   * @param names the labels of the networks that each name denotes; none where a network is faulty
   * @param figures what the study has of a network
   */
  public ClaimListReader(
      Map<String, List<String>> names, Set<NetworkFigure> figures, Faults faults) {
    this.names = names;
    this.figures = figures;
    this.faults = faults;
  }

  /** The claims of the field {@code claims}, of which there must be one. */
  public List<Claim> read(ClaimFields fields) {
    List<Claim> claims = new ArrayList<>();
    if (fields.get("claims") instanceof YamlList list && !list.items().isEmpty()) {
      list.items().forEach(item -> claim(item).ifPresent(claims::add));
    } else {
      fields.fault("claims", "found no claims", "a list of them");
    }
    return claims;
  }

  private Optional<Claim> claim(YamlNode node) {
    int before = faults.size();
    ClaimFields fields =
        ClaimFields.of(node, "a mapping with claim, says, value, source and a band", faults);
    fields.only(OF_CLAIM);
    String id = fields.required("claim");
    if (!id.isEmpty() && !ids.add(id)) {
      fields.fault("claim", "found a second claim '" + id + "'", "another name");
    }
    String says = fields.required("says");
    String source = fields.required("source");
    String published = fields.text("published", "");
    String measuredOn = fields.text("measured-on", "");
    OptionalDouble publishedValue = fields.number("published-value");
    Optional<ClaimValue> value = Optional.empty();
    if (fields.get("value") instanceof YamlScalar scalar && scalar.value() != null) {
      value = new ClaimValueReader(names, figures, scalar, faults).value();
    } else {
      fields.fault(
          "value",
          "found no formula",
          "one over figures, such as %1$s('wide') / %1$s('thin')"
              .formatted(NetworkFigure.words(figures).getFirst()));
    }
    double atLeast = fields.number("at-least").orElse(Double.NEGATIVE_INFINITY);
    double atMost = fields.number("at-most").orElse(Double.POSITIVE_INFINITY);
    if (faults.size() == before) {
      checkBand(fields, atLeast, atMost);
    }
    return faults.size() > before || value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Claim(
                id,
                says,
                value.get(),
                published,
                publishedValue,
                measuredOn,
                source,
                atLeast,
                atMost));
  }

  private static void checkBand(ClaimFields fields, double atLeast, double atMost) {
    if (Double.isInfinite(atLeast) && Double.isInfinite(atMost)) {
      fields.fault("at-least", "found no band", "at-least, at-most or both");
    } else if (atLeast >= atMost) {
      fields.fault(
          "at-least",
          "found a band from %s to %s".formatted(Double.toString(atLeast), Double.toString(atMost)),
          "at-least below at-most");
    }
  }
}
