package convspectrum.search.proxy.calibrate;

import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps each row of a table to a design of a space.
 *
 * @param spec the space
 * @param fixed the choices of parameters that the table says nothing of, if not their defaults
 * @param key the column whose characters are digits, one per parameter; where empty, each parameter
 *     has a column of its name
 * @param parameters names of the parameters, in the order of the digits
 * @param digits the characters that stand for the choices, in the order in which they are declared
 */
public record TableDesigns(
    Spec spec, Map<String, String> fixed, String key, List<String> parameters, String digits) {
  public TableDesigns {
    fixed = Map.copyOf(fixed);
    parameters = List.copyOf(parameters);
    List<String> known = spec.parameters().stream().map(Parameter::name).toList();
    for (String name : parameters) {
      if (!known.contains(name)) {
        throw SpecException.ofFile(
            spec.name(), "has no parameter '" + name + "'", Suggestions.didYouMean(name, known));
      }
    }
  }

  /**
   * The design of a row.
   *
   * @throws SpecException where the space has no such design
   */
  public Design design(AccuracyTable table, int row) {
    return key.isEmpty() ? byColumns(table, row) : byDigits(table, row);
  }

  /** Whether a row names no design: a reference that stands beside them, without a value. */
  boolean isReference(AccuracyTable table, int row) {
    return key.isEmpty()
        && !parameters.isEmpty()
        && parameters.stream().allMatch(name -> table.text(row, name).isEmpty());
  }

  /**
   * Refuses a table that does not say all parameters of a design.
   *
   * @throws SpecException naming the first that is missing
   */
  void requireColumns(AccuracyTable table) {
    for (String name : key.isEmpty() ? parameters : List.<String>of()) {
      if (!table.columns().contains(name)) {
        throw table.faultOfFile(
            "no column '%s', which is a parameter of %s".formatted(name, spec.name()),
            "a column for each parameter, or --key; try --set %s=VALUE if all designs have one value of it"
                .formatted(name));
      }
    }
  }

  private Design byColumns(AccuracyTable table, int row) {
    Map<String, String> settings = new HashMap<>(fixed);
    parameters.forEach(name -> settings.put(name, table.text(row, name)));
    try {
      return spec.design(settings);
    } catch (SpecException e) {
      throw table.fault(row, "no design of the space: " + e.getMessage(), "one of its choices");
    }
  }

  private Design byDigits(AccuracyTable table, int row) {
    String text = table.text(row, key);
    if (text.length() != parameters.size()) {
      throw fault(
          table,
          row,
          "'%s' has %d digits for %d parameters".formatted(text, text.length(), parameters.size()),
          "a digit for each of " + String.join(", ", parameters));
    }
    Design design = spec.design(fixed);
    for (int i = 0; i < parameters.size(); i++) {
      int index = spec.space().indexOf(parameters.get(i));
      Parameter parameter = spec.parameters().get(index);
      int choice = digits.indexOf(text.charAt(i));
      if (choice < 0 || choice >= parameter.size()) {
        throw fault(
            table,
            row,
            "'%s': digit '%s' is no choice of %s".formatted(text, text.charAt(i), parameter.name()),
            meaning(parameter));
      }
      design = design.with(index, choice);
    }
    return design;
  }

  private SpecException fault(AccuracyTable table, int row, String problem, String expected) {
    return new SpecException(List.of(table.fault(row, key, problem, expected)));
  }

  private String meaning(Parameter parameter) {
    int count = Math.min(digits.length(), parameter.size());
    return "one of "
        + IntStream.range(0, count)
            .mapToObj(i -> digits.charAt(i) + " = " + parameter.values().get(i).text())
            .collect(Collectors.joining(", "));
  }
}
