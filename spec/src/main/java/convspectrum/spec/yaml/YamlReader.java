package convspectrum.spec.yaml;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads one YAML 1.2 document as a tree of nodes that know their places.
 *
 * <p>Plain values follow the core schema of YAML 1.2: {@code 16}, {@code 0o20} and {@code 0x10} are
 * whole numbers, {@code 1.5} and {@code 1e-6} are numbers, {@code true} and {@code false} are truth
 * values, {@code null}, {@code ~} and an empty value are nothing; everything else, {@code yes},
 * {@code 1_000} and {@code 1:30} included, is text, as is everything in quotes. An alias stands for
 * a copy of what its anchor names, and {@code <<} merges mappings: a copy has the path of the place
 * where it is used, and the location of the text it was made from. A value with an anchor or a tag
 * starts where that does.
 */
public final class YamlReader {
  private YamlReader() {}

  /**
   * Reads a file, UTF-8 and at most 1 MiB.
   *
   * @throws convspectrum.spec.fault.SpecException with all faults that can be found
   */
  public static YamlNode read(Path file) {
    return parse(file.toString(), SourceFile.read(file));
  }

  /**
   * Reads a stream, UTF-8 and at most 1 MiB, to its end.
   *
   * @param name what locations call it
   * @throws convspectrum.spec.fault.SpecException with all faults that can be found
   */
  public static YamlNode read(String name, InputStream in) {
    return parse(name, SourceFile.read(name, in));
  }

  /**
   * Reads a text.
   *
   * @param fileName what locations call it
   * @throws convspectrum.spec.fault.SpecException with all faults that can be found
   */
  public static YamlNode parse(String fileName, String text) {
    SourceText source = SourceText.of(fileName, text);
    return new Expansion().expand(new Composer(source).compose());
  }
}
