package convspectrum.api;

import convspectrum.spec.parameter.ParameterValue;
import java.util.List;

/** What a spec leaves open: a name, and the choices for it. */
public final class Parameter {
  private final convspectrum.spec.parameter.Parameter parameter;

  Parameter(convspectrum.spec.parameter.Parameter parameter) {
    this.parameter = parameter;
  }

  /**
   * {@return a word, or the path of a choice in the middle of the document: {@code
   * layers[1].conv.out}}
   */
  public String name() {
    return parameter.name();
  }

  /** {@return the choices as texts, in the order of the document, at least one} */
  public List<String> choices() {
    return parameter.values().stream().map(ParameterValue::text).toList();
  }

  /** {@return the choice that is taken where none is named} */
  public String defaultChoice() {
    return parameter.values().get(parameter.defaultIndex()).text();
  }

  /**
   * {@return whether it is a setting, such as the number of classes, which keeps its default unless
   * it is named: {@link Model#designs()} does not vary it}
   */
  public boolean isSetting() {
    return parameter.isSetting();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter one && parameter.equals(one.parameter);
  }

  @Override
  public int hashCode() {
    return parameter.hashCode();
  }

  /** {@code segments: 1, 2, 4}. */
  @Override
  public String toString() {
    return name() + ": " + parameter.listed();
  }
}
