package convspectrum.spec.template.read;

import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what all choices in place have in common, {@code choose} of values and of blocks alike. */
final class ChoiceReader {
  static final String CHOOSE = "choose";

  private final Reading reading;

  ChoiceReader(Reading reading) {
    this.reading = reading;
  }

  /** Registers a choice; null where it may not stand there or is not well formed. */
  @Nullable ChoiceSite read(YamlMap map, Names names) {
    reading.knownKeys(map, "key", List.of(CHOOSE, "default", "as", "from", "join"));
    YamlNode choices = map.get(CHOOSE);
    YamlList options = choices == null ? null : reading.list(choices, "a list of choices");
    if (options == null) {
      return null;
    }
    if (options.items().isEmpty()) {
      reading.fault(options, "found an empty list", "expected at least one choice");
      return null;
    }
    if (!names.noChoice().isEmpty()) {
      reading.fault(map, "a choice " + names.noChoice(), "a literal or a named parameter");
      return null;
    }
    if (reading.tooManyChoices(options, options.items().size())) {
      return null;
    }
    List<ParameterValue> values = ChoiceTexts.of(options);
    reading.distinct(options, values);
    int defaultIndex = 0;
    YamlNode written = map.get("default");
    if (written != null) {
      String text = ChoiceTexts.text(written);
      defaultIndex =
          new Parameter(map.path(), values, 0, Parameter.Kind.IN_PLACE).find(text).orElse(-1);
      if (defaultIndex < 0) {
        reading.fault(
            written, text + " is none of the choices", "one of " + ChoiceTexts.list(values));
        return null;
      }
    }
    ChoiceSite site = new ChoiceSite(map.path(), names.repeats(), values, defaultIndex);
    reading.sites.add(site);
    reading.siteNodes.put(site, map);
    reading.conditionalChoices |= names.conditional();
    return site;
  }
}
