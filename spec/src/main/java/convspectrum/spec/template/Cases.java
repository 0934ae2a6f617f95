package convspectrum.spec.template;

import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.parameter.ParameterValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cases of a switch. A value finds the case that is written as it is, else the one that stands
 * for an equal value: {@code 1.0} finds {@code 1}, {@code 0.5} finds {@code 0.50}.
 */
public final class Cases {
  private final Map<String, StepList> bodies;
  private final Map<Object, StepList> byKey = new HashMap<>();

  public Cases(Map<String, StepList> bodies) {
    this.bodies = Collections.unmodifiableMap(new LinkedHashMap<>(bodies));
    bodies.forEach((text, body) -> byKey.putIfAbsent(ParameterValue.keyOf(text), body));
  }

  /** The body for a plain value; null where there is no case for it. */
  public @Nullable StepList find(Object value) {
    StepList body = bodies.get(PlainValues.text(value));
    return body == null ? byKey.get(ParameterValue.key(value)) : body;
  }

  /** The cases as they are written, in the order of the document. */
  public Set<String> texts() {
    return bodies.keySet();
  }
}
