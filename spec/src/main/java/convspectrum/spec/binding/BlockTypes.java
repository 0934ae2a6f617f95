package convspectrum.spec.binding;

import convspectrum.spec.block.Block;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All block types, by the name that a document writes. */
public final class BlockTypes {
  private static final Map<String, RecordType> BY_NAME = collect();

  private BlockTypes() {}

  /** The type of this name. */
  public static Optional<RecordType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All of them, in the order of {@link Block}'s declaration. */
  public static List<RecordType> all() {
    return List.copyOf(BY_NAME.values());
  }

  private static Map<String, RecordType> collect() {
    Map<String, RecordType> types = new LinkedHashMap<>();
    Arrays.stream(Block.class.getPermittedSubclasses())
        .map(RecordType::of)
        .forEach(type -> types.put(type.name(), type));
    return Collections.unmodifiableMap(types);
  }
}
