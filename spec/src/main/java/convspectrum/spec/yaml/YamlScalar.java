package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Location;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param location where it starts
 * @param path the way to it
 * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}; null for YAML's
 *     null
 * @param text as it was written, without quotes
 * @param start columns from {@code location} to the first character of {@code text}; -1 where the
 *     text is not written in one line as it stands (folded, escaped, behind an anchor)
 */
public record YamlScalar(
    Location location, String path, @Nullable Object value, String text, int start)
    implements YamlNode {
  public YamlScalar {
    switch (value) {
      case null -> {}
      case String _, Long _, Double _, Boolean _ -> {}
      default -> throw new IllegalArgumentException("not a YAML scalar: " + value.getClass());
    }
  }

  /**
   * Where a character of {@code text} is; where the scalar starts, if that is all that is known.
   */
  public Location at(int offset) {
    return start < 0
        ? location
        : new Location(
            location.file(),
            location.line(),
            location.column()
                + start
                + text.codePointCount(0, Math.clamp(offset, 0, text.length())));
  }

  @Override
  public String describe() {
    return switch (value) {
      case null -> "nothing";
      case String string -> "the text '" + Excerpt.of(string) + "'";
      case Boolean bool -> "the truth value " + bool;
      default -> "the number " + Excerpt.of(text);
    };
  }
}
