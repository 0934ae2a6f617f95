package convspectrum.search.training.study;

import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimFields;
import convspectrum.search.claim.ClaimListReader;
import convspectrum.search.claim.NetworkFigure;
import convspectrum.search.training.study.AccuracyStudy.EqualMacs;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import convspectrum.spec.zoo.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads a study of training and collects its faults. */
final class AccuracyStudyReader {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "about",
          "spec",
          "vary",
          "compare",
          "equal-macs",
          "data",
          "train-images",
          "epochs",
          "batch",
          "rates",
          "seeds",
          "most-seeds",
          "claims",
          "cannot-tell");

  private static final int MOST = 1_000_000;
  private static final List<Double> RATES = List.of(0.05, 0.1, 0.2);

  private final String file;
  private final Faults faults = new Faults();

  AccuracyStudyReader(String file) {
    this.file = file;
  }

  /**
   * The study.
   *
   * @throws SpecException with all its faults
   */
  AccuracyStudy study(YamlNode root) {
    ClaimFields fields = ClaimFields.of(root, "a mapping with spec and vary", faults);
    fields.only(FIELDS);
    Spec spec = spec(fields);
    String name = fields.required("name");
    if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]*")) {
      fields.fault("name", "found '" + name + "'", "a word of a-z, 0-9 and -, for names of files");
    }
    String varied = parameter(fields, "vary", spec).orElse("");
    Optional<String> compared =
        fields.get("compare") == null ? Optional.empty() : parameter(fields, "compare", spec);
    if (compared.isPresent() && compared.get().equals(varied)) {
      fields.fault("compare", "found '" + varied + "', which varies", "another parameter");
    }
    Optional<EqualMacs> equalMacs = equalMacs(fields, spec, varied);
    int seeds = whole(fields, "seeds", 5);
    int most = whole(fields, "most-seeds", 2 * seeds);
    if (most < seeds) {
      fields.fault("most-seeds", "found " + most, "at least " + seeds + ", the seeds");
    }
    StudySchedule schedule =
        new StudySchedule(
            fields.text("data", "fashion-mnist"),
            whole(fields, "train-images", 10_000),
            whole(fields, "epochs", 5),
            whole(fields, "batch", 64),
            rates(fields),
            seeds,
            Math.max(seeds, most));
    List<Claim> claims = List.of();
    if (fields.get("claims") != null) {
      claims =
          new ClaimListReader(
                  labels(spec, varied, compared, equalMacs), NetworkFigure.TRAINED, faults)
              .read(fields);
    }
    List<String> limits = limits(fields);
    String about = fields.text("about", name);
    faults.throwIfAny();
    return new AccuracyStudy(
        name, about, spec, varied, compared, equalMacs, schedule, claims, limits);
  }

  private Spec spec(ClaimFields fields) {
    YamlNode node = fields.get("spec");
    if (node instanceof YamlMap) {
      return Spec.of(file, node);
    }
    String text = fields.required("spec");
    faults.throwIfAny(); // what stands in it cannot be known
    return text.startsWith(Zoo.PREFIX)
        ? Zoo.spec(text.substring(Zoo.PREFIX.length()))
        : Spec.read(Path.of(text));
  }

  /** The name of a parameter with two choices or more. */
  private Optional<String> parameter(ClaimFields fields, String field, Spec spec) {
    String name = fields.required(field);
    if (name.isBlank()) {
      return Optional.empty();
    }
    List<String> known = spec.parameters().stream().map(Parameter::name).toList();
    if (!known.contains(name)) {
      fields.fault(field, "found no parameter '" + name + "'", Suggestions.didYouMean(name, known));
      return Optional.empty();
    }
    if (AccuracyStudy.values(spec, name).size() < 2) {
      fields.fault(field, "found one choice of '" + name + "'", "a parameter with two or more");
    }
    return Optional.of(name);
  }

  private Optional<EqualMacs> equalMacs(ClaimFields fields, Spec spec, String varied) {
    YamlNode node = fields.get("equal-macs");
    if (node == null) {
      return Optional.empty();
    }
    ClaimFields own = ClaimFields.of(node, "a mapping of parameter and macs", faults);
    own.only(Set.of("parameter", "macs"));
    Optional<String> parameter = parameter(own, "parameter", spec);
    if (parameter.isPresent() && parameter.get().equals(varied)) {
      own.fault("parameter", "found '" + varied + "', which varies", "another parameter");
    }
    OptionalDouble macs = own.number("macs");
    if (macs.isEmpty() || !(macs.getAsDouble() > 0)) {
      own.fault("macs", "found no multiply-accumulates", "a number above 0, such as 2.1e6");
    }
    return parameter.map(name -> new EqualMacs(name, macs.orElse(1)));
  }

  private int whole(ClaimFields fields, String field, int otherwise) {
    double value = fields.number(field).orElse(otherwise);
    if (value != Math.rint(value) || value < 1 || value > MOST) {
      fields.fault(field, "found " + value, "a whole number from 1 to " + MOST);
      return otherwise;
    }
    return (int) value;
  }

  private List<Double> rates(ClaimFields fields) {
    YamlNode node = fields.get("rates");
    if (node == null) {
      return RATES;
    }
    List<Double> rates = new ArrayList<>();
    for (YamlScalar text : fields.texts(node, "a list of learning rates")) {
      double rate = text.value() instanceof Number number ? number.doubleValue() : Double.NaN;
      if (!(rate > 0 && Double.isFinite(rate)) || rates.contains(rate)) {
        faults.add(
            text.location(),
            text.path(),
            "found " + text.text(),
            "learning rates above 0 that differ");
      }
      rates.add(rate);
    }
    return rates.isEmpty() ? RATES : rates;
  }

  private List<String> limits(ClaimFields fields) {
    YamlNode node = fields.get("cannot-tell");
    return node == null
        ? List.of()
        : fields.texts(node, "a list of sentences").stream().map(YamlScalar::text).toList();
  }

  /** What claims may name: every design by its label. */
  private static Map<String, List<String>> labels(
      Spec spec, String varied, Optional<String> compared, Optional<EqualMacs> equalMacs) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (Equality equality : Equality.values()) {
      if (equality == Equality.MACS && equalMacs.isEmpty()) {
        continue;
      }
      for (String value : AccuracyStudy.values(spec, varied)) {
        for (Optional<String> other : StudiedDesigns.others(spec, compared)) {
          String label = StudiedDesign.label(varied, value, compared, other, equality);
          labels.put(label, List.of(label));
        }
      }
    }
    return labels;
  }
}
