package convspectrum.spec.binding;

import java.util.Optional;

/**
 * A field of a block type.
 *
 * @param name as a document writes it: {@code squeeze-excite}
 * @param doc what it is for
 * @param type what it takes
 * @param written the default as a document would write it; empty where the field is required
 * @param fallback that default, decoded; empty where the field is required
 */
public record Field(
    String name, String doc, FieldType type, Optional<String> written, Optional<Object> fallback) {
  /** Whether a document must give it a value. */
  public boolean isRequired() {
    return fallback.isEmpty();
  }
}
