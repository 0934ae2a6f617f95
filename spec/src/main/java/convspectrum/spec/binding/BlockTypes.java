package convspectrum.spec.binding;

import convspectrum.spec.block.Block;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All block types, by the name that a document writes. */
public final class BlockTypes {
  private static final Map<String, Class<?>> BY_NAME = collect();

  private BlockTypes() {}

  /** The type of this name. */
  public static Optional<RecordType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(RecordType::of);
  }

  /** The names of all of them, in the order of {@link Block}'s declaration. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** All of them, in the order of {@link Block}'s declaration. */
  public static List<RecordType> all() {
    return BY_NAME.values().stream().map(RecordType::of).toList();
  }

  private static Map<String, Class<?>> collect() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> type : Block.class.getPermittedSubclasses()) {
      types.put(RecordType.nameOf(type), type);
    }
    return Collections.unmodifiableMap(types);
  }
}
