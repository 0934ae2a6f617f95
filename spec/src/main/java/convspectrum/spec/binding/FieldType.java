package convspectrum.spec.binding;

/**
 * The type of a field: which values of a document it takes, and what they become.
 *
 * <p>A <em>plain</em> value is a {@code Long}, {@code Double}, {@code Boolean}, {@code String} or a
 * list of them, whether it was written so or computed.
 */
public sealed interface FieldType permits ValueType, OptionalType, ListType, RecordType, BodyType {
  /**
   * The field's value from a plain one.
   *
   * @throws ValueException where this type does not take it
   */
  Object decode(Object plain);

  /** What it takes: a noun that stands behind "expected". */
  String expected();
}
