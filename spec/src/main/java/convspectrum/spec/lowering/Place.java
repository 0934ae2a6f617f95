package convspectrum.spec.lowering;

import convspectrum.spec.graph.Origin;
import convspectrum.spec.template.Step;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Template;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance of a block or body stands in a network. Places do not depend on the design and
 * are kept, so that a name is put together once. Safe to share between threads.
 */
public final class Place {
  private static final Set<String> STRUCTURE = Set.of("repeat", "sequence");

  private final String name;
  private final String path;
  private final @Nullable Origin origin;
  private final Map<Object, Place> children = new ConcurrentHashMap<>();
  private final Map<Object, String> names = new ConcurrentHashMap<>();

  private Place(String name, String path, @Nullable Origin origin) {
    this.name = name;
    this.path = path;
    this.origin = origin;
  }

  /** The place of a whole network. */
  public static Place root(String name) {
    return new Place(name, name, null);
  }

  /** The name of a node here: {@code layers.2.spatial}. */
  String name(Object part) {
    String known = names.get(part);
    if (known == null) {
      known = name + "." + part;
      names.put(part, known);
    }
    return known;
  }

  /** The block that nodes here belong to. */
  Origin origin() {
    return origin == null ? new Origin(path, "input") : origin;
  }

  /** The place of a step of the body that is here. */
  Place step(Step step) {
    Place known = children.get(step);
    return known == null ? keep(step, ofStep(step)) : known;
  }

  /** A part of the block that is here, whose nodes are named apart. */
  Place part(Object part) {
    Place known = children.get(part);
    return known == null
        ? keep(part, new Place(name + "." + part, path + "." + part, origin))
        : known;
  }

  /** The place of a body inside the block that is here. */
  Place body(StepList body, String nameSuffix, String pathInfix) {
    Place known = children.get(body);
    if (known != null) {
      return known;
    }
    String inner = body.label().isEmpty() ? "" : "." + body.label();
    return keep(body, new Place(name + nameSuffix, path + pathInfix + inner, origin));
  }

  /** The place of one repetition of the block that is here. */
  Place repetition(int index) {
    Integer key = index;
    Place known = children.get(key);
    return known == null
        ? keep(key, new Place(name + "." + index, path + ".repeat[" + index + "]", origin))
        : known;
  }

  private Place keep(Object key, Place place) {
    children.put(key, place);
    return place;
  }

  private Place ofStep(Step step) {
    String at = path + "[" + step.index() + "]";
    Origin own =
        switch (step.template()) {
          case Template.OfBlock(var built) ->
              STRUCTURE.contains(built.type().name()) ? null : new Origin(at, built.type().name());
          case Template.OfUse(var block, _) -> new Origin(at, block.name());
          case Template.OfSwitch _, Template.OfChoice _, Template.Faulty _ -> null;
        };
    return new Place(name + "." + step.label(), at, origin == null ? own : origin);
  }
}
