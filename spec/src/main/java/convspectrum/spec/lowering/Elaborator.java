package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.InputShape;
import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Term;
import convspectrum.spec.template.TermException;
import convspectrum.spec.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the graphs of a document. Safe to use from several threads. */
public final class Elaborator {
  private final Document document;
  private final Place layers = Place.root("layers");
  private final Map<String, Place> references = new HashMap<>();

  /** An elaborator of a document. */
  public Elaborator(Document document) {
    this.document = document;
    document.references().keySet().forEach(name -> references.put(name, Place.root(name)));
  }

  /**
   * The graph of a design.
   *
   * @param input replaces the shape that the document says
   * @throws SpecException naming the design, where it has none
   */
  public Graph graph(Design design, Optional<Shape> input) {
    return graph(document.name(), document.layers(), layers, design, input, Trace.NONE);
  }

  /**
   * The graph of a reference.
   *
   * @throws SpecException naming the design, where it has none
   */
  public Graph reference(String name, Design design, Optional<Shape> input) {
    Place place = references.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no reference " + name + " in " + references.keySet());
    }
    StepList body = Objects.requireNonNull(document.references().get(name));
    return graph(name, body, place, design, input, Trace.NONE);
  }

  /** The choices in place that a design reads, in that order, by their place in the space. */
  public List<Integer> choicesRead(Design design) {
    Set<Integer> read = new LinkedHashSet<>();
    Trace trace =
        new Trace() {
          @Override
          public void choice(int parameter) {
            read.add(parameter);
          }
        };
    try {
      graph(document.name(), document.layers(), layers, design, Optional.empty(), trace);
    } catch (SpecException e) {
      // A design that has no graph is decided by what it read before it failed.
      return List.copyOf(read);
    }
    return List.copyOf(read);
  }

  /**
   * What {@code nearest_divisor} makes of what a design asks for, each case once, in the order of
   * the network.
   *
   * @throws SpecException naming the design, where it has no graph
   */
  public List<NearestDivisor> nearestDivisors(Design design, Optional<Shape> input) {
    Set<NearestDivisor> taken = new LinkedHashSet<>();
    Trace trace =
        new Trace() {
          @Override
          public void divisor(NearestDivisor divisor) {
            taken.add(divisor);
          }
        };
    graph(document.name(), document.layers(), layers, design, input, trace);
    return List.copyOf(taken);
  }

  /** Adds all faults of the defaults, references included. */
  public void check(Faults faults) {
    Design design = document.space().defaults();
    lower(document.name(), document.layers(), layers, design, Optional.empty(), Trace.NONE, faults);
    document
        .references()
        .forEach((name, body) ->
            lower(
                name,
                body,
                Objects.requireNonNull(references.get(name)),
                design,
                Optional.empty(),
                Trace.NONE,
                faults));
  }

  /** The input's shape in a design. */
  public Shape input(Design design) {
    Faults faults = new Faults();
    Shape shape = input(new DesignScope(document, design, Trace.NONE), faults);
    if (shape == null) {
      throw named(faults, design);
    }
    return shape;
  }

  private Graph graph(
      String name, StepList body, Place place, Design design, Optional<Shape> input, Trace trace) {
    Faults faults = new Faults();
    Graph graph = lower(name, body, place, design, input, trace, faults);
    if (graph == null) {
      throw named(faults, design);
    }
    return graph;
  }

  private @Nullable Graph lower(
      String name,
      StepList body,
      Place place,
      Design design,
      Optional<Shape> input,
      Trace trace,
      Faults faults) {
    DesignScope scope = new DesignScope(document, design, trace);
    Shape shape = input.isPresent() ? input.get() : input(scope, faults);
    if (shape != null && shape.elements() > Emitter.MAX_ELEMENTS) {
      YamlNode at = Objects.requireNonNullElse(document.input().source(), document.root());
      faults.add(at.location(), at.path(), "an input of " + shape, "at most 2^34 values, 64 GiB");
      return null;
    }
    return shape == null ? null : Lowering.graph(name, body, place, shape, scope, faults);
  }

  private @Nullable Shape input(DesignScope scope, Faults faults) {
    Term term = document.input();
    YamlNode at = Objects.requireNonNullElse(term.source(), document.root());
    try {
      return ((InputShape) term.evaluate(scope)).toShape();
    } catch (TermException e) {
      faults.add(e.fault());
    } catch (FieldException e) {
      faults.add(at.location(), at.path(), e.problem(), e.expected());
    } catch (ShapeException e) {
      faults.add(at.location(), at.path(), String.valueOf(e.getMessage()), "");
    }
    return null;
  }

  /** The faults, each with the design that has it, unless every design is the same. */
  private static SpecException named(Faults faults, Design design) {
    String settings = design.toString();
    return new SpecException(
        settings.isEmpty()
            ? faults.sorted()
            : faults.sorted().stream().map(fault -> fault.in("design " + settings)).toList());
  }
}
