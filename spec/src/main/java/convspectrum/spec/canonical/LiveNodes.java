package convspectrum.spec.canonical;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.BitSet;
import java.util.List;

/**
 * The nodes of a graph that lie on a path from an input to an output, after the zeros of the
 * package's list are rewritten: what a network computes of its input, without the branches that end
 * nowhere, are multiplied by zero or see nothing but zeros.
 *
 * <p>A stored constant counts as an input, since it brings values in. A batch norm of zero does
 * not: it gives the output an offset that is the same for every input, and is not live.
 */
public final class LiveNodes {
  private final BitSet live;

  private LiveNodes(BitSet live) {
    this.live = live;
  }

  /** The live nodes of a graph. */
  public static LiveNodes of(Graph graph) {
    Term[] terms = CanonicalForm.terms(graph);
    CanonicalForm reached = CanonicalForm.of(graph, terms);
    BitSet fed = fed(reached.terms());
    BitSet live = new BitSet(terms.length);
    for (int i = 0; i < terms.length; i++) {
      if (terms[i].index >= 0 && fed.get(terms[i].index)) {
        live.set(i);
      }
    }
    return new LiveNodes(live);
  }

  /** The terms that depend on a source; inputs stand before their readers. */
  private static BitSet fed(List<Term> terms) {
    BitSet fed = new BitSet(terms.size());
    for (Term term : terms) {
      boolean found = term.op instanceof Op.Source;
      for (Term input : term.inputs) {
        found |= fed.get(input.index);
      }
      fed.set(term.index, found);
    }
    return fed;
  }

  /** Whether a node of the graph is live. */
  public boolean contains(Node node) {
    return live.get(node.index());
  }
}
