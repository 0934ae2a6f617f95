package convspectrum.spec.template.read;

import convspectrum.spec.binding.ValueType;
import convspectrum.spec.template.OwnBlock;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of an own block: {@code [c, {stride: 1}]} or {@code {c: , stride: 1}}. A
 * default may refer to the document's parameters and to those before it.
 */
final class OwnParameters {
  private final Reading reading;
  private final TermReader terms;

  OwnParameters(Reading reading, TermReader terms) {
    this.reading = reading;
    this.terms = terms;
  }

  void read(YamlNode node, OwnBlock block, Names names) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      switch (item) {
        case YamlScalar scalar when scalar.value() instanceof String name ->
            add(scalar, name, null, block, names);
        case YamlMap map -> {
          for (YamlMap.Entry entry : map.entries()) {
            boolean required = entry.value() instanceof YamlScalar scalar && scalar.value() == null;
            add(item, entry.key(), required ? null : entry.value(), block, names);
          }
        }
        default ->
            reading.fault(item, "found " + item.describe(), "expected a name, or {name: default}");
      }
    }
  }

  private void add(
      YamlNode at, String name, @Nullable YamlNode byDefault, OwnBlock block, Names names) {
    if (!name.matches(ParameterReader.NAME) || Names.INCOMING.contains(name)) {
      reading.fault(
          at,
          "found the name '" + name + "'",
          "expected letters, digits, _ and -, and none of in, in_height, in_width");
      return;
    }
    if (block.indexOf(name) >= 0) {
      reading.fault(at, "parameter '" + name + "' twice", "different names");
      return;
    }
    Term term = null;
    if (byDefault != null) {
      Names before =
          names
              .inOwnBlock(new ArrayList<>(block.parameters()))
              .withoutChoice("in a default of a parameter");
      term = terms.read(byDefault, new ValueType.Any(), before);
    }
    block.addParameter(name, term);
  }
}
