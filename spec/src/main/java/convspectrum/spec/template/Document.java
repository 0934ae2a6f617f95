package convspectrum.spec.template;

import convspectrum.spec.parameter.Space;
import convspectrum.spec.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A document whose structure is sound.
 *
 * @param root the whole document
 * @param name its name; the file's where it says none
 * @param about what it is
 * @param source where it is from
 * @param space its parameters
 * @param derived names that are computed from parameters
 * @param input the shape of its input
 * @param references bodies that stand beside the designs
 * @param baseline what speed-ups are relative to
 * @param layers its blocks
 * @param conditionalChoices whether some choice in place is not read by every design
 */
public record Document(
    YamlNode root,
    String name,
    Optional<String> about,
    Optional<String> source,
    Space space,
    Map<String, Term.Computed> derived,
    Term input,
    Map<String, StepList> references,
    Optional<Baseline> baseline,
    StepList layers,
    boolean conditionalChoices) {
  public Document {
    derived = Map.copyOf(derived);
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }
}
