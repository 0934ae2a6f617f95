package convspectrum.spec.template;

import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block that the document defines. */
public final class OwnBlock {
  private final String name;
  private final YamlNode source;
  private final List<String> parameters = new ArrayList<>();
  private final List<@Nullable Term> defaults = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private StepList body = new StepList("", List.of());

  public OwnBlock(String name, YamlNode source) {
    this.name = name;
    this.source = source;
  }

  /** The name by which a {@code use} refers to it. */
  public String name() {
    return name;
  }

  public YamlNode source() {
    return source;
  }

  /** The names of its parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /** The place of a parameter; −1 where it has none of this name. */
  public int indexOf(String parameter) {
    Integer index = indices.get(parameter);
    return index == null ? -1 : index;
  }

  /** The default of the parameter at {@code index}; null where an argument is required. */
  public @Nullable Term defaultOf(int index) {
    return defaults.get(index);
  }

  /** The blocks of its body. */
  public StepList body() {
    return body;
  }

  public void addParameter(String parameter, @Nullable Term byDefault) {
    indices.put(parameter, parameters.size());
    parameters.add(parameter);
    defaults.add(byDefault);
  }

  public void body(StepList steps) {
    body = steps;
  }
}
