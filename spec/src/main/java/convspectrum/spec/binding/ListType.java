package convspectrum.spec.binding;

import java.util.List;

/** A list; a single value stands for a list of one. */
public record ListType(FieldType element) implements FieldType {
  @Override
  public Object decode(Object plain) {
    return plain instanceof List<?> list
        ? list.stream().map(element::decode).toList()
        : List.of(element.decode(plain));
  }

  @Override
  public String expected() {
    return "a list, each item " + element.expected();
  }
}
