package convspectrum.spec.yaml;

import convspectrum.spec.fault.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as composed, before it has a path: what an alias stands for is the same object as what
 * its anchor names, so that a bomb of aliases stays as small as its text.
 */
sealed interface RawNode {
  Location location();

  /** {@code start} as {@link YamlScalar} has it. */
  record Scalar(Location location, @Nullable Object value, String text, int start)
      implements RawNode {}

  record Sequence(Location location, List<RawNode> items) implements RawNode {}

  /** With its merges done, each key once. */
  record Mapping(Location location, List<Entry> entries) implements RawNode {}

  /** What has a fault and stands for nothing; the document that holds it is refused. */
  record Faulty(Location location) implements RawNode {}

  record Entry(String key, Location keyLocation, RawNode value) {}
}
