package convspectrum.spec.binding;

import java.util.Optional;

/** An {@link Optional}; {@code none} is an empty one. */
public record OptionalType(FieldType element) implements FieldType {
  /** The word for an absent value. */
  public static final String NONE = "none";

  @Override
  public Object decode(Object plain) {
    return plain.equals(NONE) ? Optional.empty() : Optional.of(element.decode(plain));
  }

  @Override
  public String expected() {
    return element.expected() + ", or none";
  }
}
