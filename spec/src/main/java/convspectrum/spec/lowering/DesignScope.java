package convspectrum.spec.lowering;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Space;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names stand for at a step: arguments, parameters, and what comes in. */
final class DesignScope implements Scope {
  private final Document document;
  private final Design design;
  private final Set<Integer> read;
  private Frame frame = new Frame(null);
  private @Nullable Shape incoming;

  /**
   * A scope.
   *
   * @param read takes the choices in place that are read, in that order
   */
  DesignScope(Document document, Design design, Set<Integer> read) {
    this.document = document;
    this.design = design;
    this.read = read;
  }

  Frame frame() {
    return frame;
  }

  void frame(Frame other) {
    frame = other;
  }

  void incoming(Shape shape) {
    incoming = shape;
  }

  @Override
  public int choice(ChoiceSite site) {
    int parameter = site.parameter(frame.repetitions());
    read.add(parameter);
    return design.choice(parameter);
  }

  @Override
  public @Nullable Object valueOf(String name) {
    Object argument = frame.argument(name);
    if (argument != null) {
      return argument;
    }
    Shape shape = incoming;
    if (shape != null) {
      switch (name) {
        case "in":
          return shape.rank() < 2 ? null : (Long) (long) shape.channels();
        case "in_height":
          return shape.rank() < 4 ? null : (Long) (long) shape.height();
        case "in_width":
          return shape.rank() < 4 ? null : (Long) (long) shape.width();
        default:
          break;
      }
    }
    return global(name);
  }

  /** What is computed from parameters does not see the arguments of where it is asked for. */
  private @Nullable Object global(String name) {
    Space space = document.space();
    if (space.contains(name)) {
      return design.value(space.indexOf(name)).value();
    }
    Expression derived = document.derived().get(name);
    return derived == null ? null : derived.evaluate(this::global);
  }

  @Override
  public Collection<String> defined() {
    Set<String> names = new LinkedHashSet<>();
    document.space().parameters().forEach(parameter -> names.add(parameter.name()));
    names.addAll(document.derived().keySet());
    return names;
  }
}
