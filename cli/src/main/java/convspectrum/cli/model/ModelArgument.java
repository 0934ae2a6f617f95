package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.spec.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An argument that names a model: {@code zoo:xception#segments=8,between=none}.
 *
 * @param source the file, the network of the zoo or the stream: what stands before the {@code #}
 * @param fixed what stands behind it, {@code NAME=VALUE} by commas; empty without a {@code #}
 * @param given the whole argument
 */
record ModelArgument(String source, String fixed, String given) {
  private static final char MARK = '#';

  /**
   * Takes an argument apart. A {@code #} may belong to the name of a file: the whole argument is
   * the name where there is such a file, else it ends at the first {@code #} before which there is
   * one.
   */
  static ModelArgument of(String argument) {
    int first = argument.indexOf(MARK);
    if (first < 1 || exists(argument)) {
      return new ModelArgument(argument, "", argument);
    }
    for (int at = first; at > 0; at = argument.indexOf(MARK, at + 1)) {
      if (exists(argument.substring(0, at))) {
        return cut(argument, at);
      }
    }
    return argument.indexOf('=', first) < 0
        ? new ModelArgument(argument, "", argument)
        : cut(argument, first);
  }

  private static ModelArgument cut(String argument, int at) {
    String fixed = argument.substring(at + 1);
    if (fixed.isBlank()) {
      throw malformed(argument, "nothing");
    }
    return new ModelArgument(argument.substring(0, at), fixed, argument);
  }

  private static boolean exists(String source) {
    return source.startsWith(Zoo.PREFIX)
        ? source.indexOf(MARK) < 0
        : ModelSource.isStream(source) || Files.exists(Path.of(source));
  }

  /**
   * Parameter to the text of its choice, in the order given.
   *
   * @throws UsageException where it is not written so, or a name comes twice
   */
  Map<String, String> settings() {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String setting : parts()) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw malformed(given, "'" + setting + "'");
      }
      String name = setting.substring(0, equals).strip();
      String value = setting.substring(equals + 1).strip();
      String before = byName.putIfAbsent(name, value);
      if (before != null) {
        throw new UsageException(
            "%s: found %s twice, as %s and as %s; expected one value; try only one of the two"
                .formatted(given, name, before, value));
      }
    }
    return byName;
  }

  private static UsageException malformed(String argument, String found) {
    return new UsageException(
        "%s: found %s behind '#'; expected NAME=VALUE, by commas; try %s#segments=8"
            .formatted(argument, found, argument.substring(0, argument.indexOf(MARK))));
  }

  /** Cut at commas, but not at those of a list: {@code kernels=[3, 5],out=8}. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    if (fixed.isEmpty()) {
      return parts;
    }
    int depth = 0;
    int start = 0;
    for (int at = 0; at < fixed.length(); at++) {
      char c = fixed.charAt(at);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && depth <= 0) {
        parts.add(fixed.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(fixed.substring(start).strip());
    return parts;
  }
}
