package convspectrum.search.proxy.input;

import convspectrum.spec.composite.Expansion;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A network for batches of any size, each with the same weights. Used by one thread at a time. */
public final class ScoredNetwork {
  private final Function<Shape, Source> sources;
  private final Shape input;
  private final UnaryOperator<Weights> initial;
  private final Map<Integer, ScoredGraph> graphs = new HashMap<>();

  /** A graph with its weights, in which the definitions of composite ops stand for them. */
  public record Source(Graph graph, Weights weights) {
    public Source {
      Expansion primitive = Expansion.of(graph, weights, IndexedOp.class::isInstance);
      graph = primitive.graph();
      weights = primitive.weights();
    }
  }

  /**
   * @param input the shape of the input; its batch size is ignored
   * @param sources the network for an input of a given shape
   */
  public ScoredNetwork(Shape input, Function<Shape, Source> sources) {
    this(input, sources, UnaryOperator.identity());
  }

  /**
   * @param input the shape of the input; its batch size is ignored
   * @param sources the network for an input of a given shape
   * @param initial makes of a scored graph's own weights those that it is scored with
   */
  public ScoredNetwork(
      Shape input, Function<Shape, Source> sources, UnaryOperator<Weights> initial) {
    this.input = input;
    this.sources = sources;
    this.initial = initial;
  }

  /** The shape of the input for a batch of this size. */
  public Shape input(int batch) {
    return input.with(0, batch);
  }

  /** The graph for one sample. */
  Graph single() {
    return sources.apply(input(1)).graph();
  }

  private Source source(int batch) {
    try {
      return sources.apply(input(batch));
    } catch (SpecException | ShapeException e) {
      throw new UndefinedScoreException(
          "the network does not take a batch of %d: %s"
              .formatted(batch, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /** Proxies score networks on random pictures, and ids of tokens are none. */
  private static void requireReals(Graph graph) {
    for (Node input : graph.inputs()) {
      if (input.op() instanceof Op.Input of && of.integers()) {
        throw new UndefinedScoreException(
            "the input %s holds integers; proxies need one of real numbers"
                .formatted(input.name()));
      }
    }
  }

  /**
   * The graph for a batch of this size.
   *
   * @throws UndefinedScoreException where the network does not take such a batch
   */
  public ScoredGraph graph(int batch) {
    return graphs.computeIfAbsent(
        batch,
        size -> {
          Source source = source(size);
          requireReals(source.graph());
          return ScoredGraph.of(source.graph(), source.weights()).with(initial);
        });
  }
}
