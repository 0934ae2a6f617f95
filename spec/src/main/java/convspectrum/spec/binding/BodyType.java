package convspectrum.spec.binding;

import convspectrum.spec.block.Body;
import convspectrum.spec.block.Shortcut;
import java.util.Map;

/**
 * A list of blocks, or one of a few words instead.
 *
 * @param words what each word stands for; empty for a body proper
 */
public record BodyType(Map<String, Shortcut> words) implements FieldType {
  /** The type of {@link Body} components. */
  static final BodyType BODY = new BodyType(Map.of());

  /** The type of {@link Shortcut} components. */
  static final BodyType SHORTCUT =
      new BodyType(
          Map.of("identity", new Shortcut.Identity(), "projection", new Shortcut.Projection()));

  public BodyType {
    words = Map.copyOf(words);
  }

  /** What the field holds where a body was written. */
  public Object of(Body body) {
    return words.isEmpty() ? body : new Shortcut.Through(body);
  }

  @Override
  public Object decode(Object plain) {
    Object word = plain instanceof String text ? words.get(text) : null;
    if (word == null) {
      throw new ValueException("found " + PlainValues.describe(plain), "expected " + expected());
    }
    return word;
  }

  @Override
  public String expected() {
    return words.isEmpty() ? "a list of blocks" : "identity, projection or a list of blocks";
  }
}
