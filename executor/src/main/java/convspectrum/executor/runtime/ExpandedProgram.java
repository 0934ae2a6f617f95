package convspectrum.executor.runtime;

import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program of a graph whose composites a runtime has no kernels for: it runs their definitions.
 * Its profile has one row for each composite, with the time of all its parts, and the op's name
 * says so: {@code Conv3d (parts)}.
 */
public final class ExpandedProgram implements Program {
  /** How a program names a copy of a node's value. */
  private static final String COPY = "reorder ";

  private final Program program;
  private final Map<String, Node> sources;

  private ExpandedProgram(Program program, Map<String, Node> sources) {
    this.program = program;
    this.sources = sources;
  }

  /**
   * Compiles a graph.
   *
   * @param kept the composites that the runtime has kernels for
   * @param compiler compiles a graph that has no other composites
   */
  public static Program compile(
      Graph graph,
      Weights weights,
      Predicate<CompositeOp> kept,
      BiFunction<Graph, Weights, Program> compiler) {
    if (!Expansion.isNeeded(graph, kept)) {
      return compiler.apply(graph, weights);
    }
    Expansion expansion = Expansion.of(graph, weights, kept);
    Program program = compiler.apply(expansion.graph(), expansion.weights());
    return new ExpandedProgram(program, expansion.sourcesByName());
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    program.run(inputs, outputs);
  }

  @Override
  public Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    return program.pass(inputs, outputs);
  }

  @Override
  public List<NodeTime> profile(List<Tensor> inputs) {
    List<NodeTime> joined = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTime time : program.profile(inputs)) {
      List<String> names = new ArrayList<>();
      time.nodes().stream()
          .map(this::original)
          .filter(name -> !names.contains(name))
          .forEach(names::add);
      NodeTime last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && isPart(time) && last.nodes().getLast().equals(names.getFirst())) {
        List<String> all = new ArrayList<>(last.nodes());
        names.stream().filter(name -> !all.contains(name)).forEach(all::add);
        joined.set(joined.size() - 1, new NodeTime(all, last.op(), last.nanos() + time.nanos()));
      } else {
        joined.add(new NodeTime(names, isPart(time) ? label(time) : time.op(), time.nanos()));
      }
    }
    return joined;
  }

  private String original(String name) {
    Node composite = composite(name);
    return composite == null ? name : composite.name();
  }

  private boolean isPart(NodeTime time) {
    return composite(time.node()) != null;
  }

  private String label(NodeTime time) {
    Node composite = composite(time.node());
    return composite == null ? time.op() : composite.op().typeName() + " (parts)";
  }

  /** The composite that a part of the program computes, or copies to another layout on the way. */
  private @Nullable Node composite(String name) {
    String part = name.startsWith(COPY) ? name.substring(COPY.length()) : name;
    Node source = sources.get(part);
    return source != null && source.op() instanceof Op.Composite && !source.name().equals(part)
        ? source
        : null;
  }

  @Override
  public void close() {
    program.close();
  }
}
