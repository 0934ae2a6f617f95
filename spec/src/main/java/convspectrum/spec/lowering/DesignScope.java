package convspectrum.spec.lowering;

import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Space;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.Scope;
import convspectrum.spec.template.Term;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of names at a step: arguments, parameters, and the channels and size that come in. */
final class DesignScope implements Scope {
  private final Document document;
  private final Design design;
  private final Trace trace;
  private final Map<String, Object> computed = new HashMap<>();
  private Frame frame = new Frame(null);
  private @Nullable Shape incoming;

  /**
   * A scope.
   *
   * @param trace is told what is read
   */
  DesignScope(Document document, Design design, Trace trace) {
    this.document = document;
    this.design = design;
    this.trace = trace;
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
    trace.choice(parameter);
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
    return ofDocument(name);
  }

  @Override
  public void divided(Object wanted, long channels, long divisor) {
    if (trace != Trace.NONE) {
      trace.divisor(new NearestDivisor(PlainValues.text(wanted), channels, divisor));
    }
  }

  /** A parameter's value, or one computed from parameters. */
  private @Nullable Object ofDocument(String name) {
    Space space = document.space();
    if (space.contains(name)) {
      return design.value(space.indexOf(name)).value();
    }
    Term.Computed term = document.derived().get(name);
    if (term == null) {
      return null;
    }
    Object known = computed.get(name);
    if (known == null) {
      known = term.evaluate(new DocumentNames());
      computed.put(name, known);
    }
    return known;
  }

  /**
   * The values of names inside computed names, which never see the arguments of the own block that
   * uses them.
   */
  private final class DocumentNames implements Scope {
    @Override
    public int choice(ChoiceSite site) {
      throw new IllegalStateException("a choice in a parameter: " + site.path());
    }

    @Override
    public @Nullable Object valueOf(String name) {
      return ofDocument(name);
    }

    @Override
    public void divided(Object wanted, long channels, long divisor) {
      DesignScope.this.divided(wanted, channels, divisor);
    }

    @Override
    public Collection<String> defined() {
      return DesignScope.this.defined();
    }
  }

  @Override
  public Collection<String> defined() {
    Set<String> names = new LinkedHashSet<>();
    document.space().parameters().forEach(parameter -> names.add(parameter.name()));
    names.addAll(document.derived().keySet());
    return names;
  }
}
