package convspectrum.spec.expression;

import convspectrum.spec.fault.Choices;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code lookup(key, '1:144, 2:200, 3:240')}: the value that a written table has for a key.
 *
 * @param offset where its name starts
 * @param table values by key; each a {@code Long}, {@code Double} or {@code String}
 */
public record Lookup(int offset, Expression key, Map<Object, Object> table) implements Expression {
  public static final String WORD = "lookup";
  public static final String USAGE = "lookup(key, '1:144, 2:200')";

  public Lookup {
    table = Collections.unmodifiableMap(new LinkedHashMap<>(table));
  }

  @Override
  public Object evaluate(Bindings bindings) {
    Object wanted = key.evaluate(bindings);
    Object value = table.get(asKey(wanted));
    if (value == null) {
      throw new ExpressionException(
          offset,
          "lookup has no entry for " + Values.describe(wanted),
          "one of its keys: " + Choices.some(table.keySet()));
    }
    return value;
  }

  /** 2 and 2.0 are one key, and so are true and 'true', which a table cannot tell apart. */
  private static Object asKey(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p53 ->
          number.longValue();
      case Boolean truth -> truth.toString();
      default -> value;
    };
  }

  /**
   * Reads a table.
   *
   * @param offset of the table's text, for faults
   */
  public static Map<Object, Object> table(String text, int offset) {
    Map<Object, Object> table = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      int colon = entry.indexOf(':');
      String key = colon < 0 ? "" : entry.substring(0, colon).strip();
      String value = colon < 0 ? "" : entry.substring(colon + 1).strip();
      if (key.isEmpty() || value.isEmpty()) {
        throw new ExpressionException(
            offset,
            entry.isBlank()
                ? "an entry of the lookup table is empty"
                : "'" + entry.strip() + "' is not an entry of a lookup table",
            "key:value pairs, '1:144, 2:200'");
      }
      if (table.putIfAbsent(asKey(Values.read(key, offset)), Values.read(value, offset)) != null) {
        throw new ExpressionException(
            offset, "the lookup table has the key '" + key + "' twice", "each key once");
      }
    }
    return table;
  }
}
