package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A network for batches of any size, each with the same weights. Used by one thread at a time. */
public final class ScoredNetwork {
  private final Function<Shape, Source> sources;
  private final Shape input;
  private final Map<Integer, ScoredGraph> graphs = new HashMap<>();

  /** A graph with its weights. */
  public record Source(Graph graph, Weights weights) {}

  /**
   * @param input the shape of the input; its batch size is ignored
   * @param sources the network for an input of a given shape
   */
  public ScoredNetwork(Shape input, Function<Shape, Source> sources) {
    this.input = input;
    this.sources = sources;
  }

  /** The shape of the input for a batch of this size. */
  public Shape input(int batch) {
    return input.with(0, batch);
  }

  /** The graph for one sample. */
  Graph single() {
    return sources.apply(input(1)).graph();
  }

  /** The graph for a batch of this size. */
  public ScoredGraph graph(int batch) {
    return graphs.computeIfAbsent(
        batch,
        size -> {
          Source source = sources.apply(input(size));
          return ScoredGraph.of(source.graph(), source.weights());
        });
  }
}
