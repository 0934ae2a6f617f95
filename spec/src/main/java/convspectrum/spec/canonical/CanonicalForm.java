package convspectrum.spec.canonical;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph rewritten to its simplest terms: those that an output depends on, in an order in which
 * inputs stand before their readers.
 *
 * @param terms the live terms
 * @param outputs the terms that leave the graph, in order
 */
record CanonicalForm(List<Term> terms, List<Term> outputs) {
  private static final int UNSEEN = -1;
  private static final int OPEN = -2;
  private static final int DONE = -3;

  static CanonicalForm of(Graph graph) {
    CanonicalForm form = of(graph, terms(graph));
    boolean again = form.hasConcat();
    while (again) {
      Terms merging = new Terms(true);
      form = form.rebuilt(merging);
      again = merging.merged();
    }
    return form;
  }

  /** The term of each node, by its index, before parts of concats are merged. */
  static Term[] terms(Graph graph) {
    Terms terms = new Terms(false);
    List<Node> nodes = graph.nodes();
    Term[] made = new Term[nodes.size()];
    for (Node node : nodes) {
      List<Term> inputs = new ArrayList<>(node.inputs().size());
      for (Node input : node.inputs()) {
        inputs.add(made[input.index()]);
      }
      made[node.index()] = terms.term(node.op(), inputs, node.shape());
    }
    return made;
  }

  /** The terms of a graph's nodes that an output depends on. The others keep the index −1. */
  static CanonicalForm of(Graph graph, Term[] made) {
    return live(graph.outputs().stream().map(output -> made[output.index()]).toList());
  }

  private boolean hasConcat() {
    for (Term term : terms) {
      if (term.op instanceof Op.Concat) {
        return true;
      }
    }
    return false;
  }

  /** The same terms made anew, now that it is known how often each is used. */
  private CanonicalForm rebuilt(Terms anew) {
    Term[] made = new Term[terms.size()];
    for (Term old : terms) {
      if (old.op instanceof Op.Input) {
        made[old.index] = old;
        continue;
      }
      List<Term> inputs = new ArrayList<>(old.inputs.size());
      for (Term input : old.inputs) {
        inputs.add(made[input.index]);
      }
      made[old.index] = anew.again(old, inputs);
    }
    List<Term> last = outputs.stream().map(output -> made[output.index]).toList();
    for (Term old : terms) {
      old.index = UNSEEN;
    }
    return live(last);
  }

  /**
   * The terms below {@code outputs}, inputs first, numbered and with their uses counted. The walk
   * uses no recursion, because a chain may be long.
   */
  private static CanonicalForm live(List<Term> outputs) {
    List<Term> found = new ArrayList<>();
    List<Term> stack = new ArrayList<>();
    for (Term output : outputs) {
      stack.add(output);
      while (!stack.isEmpty()) {
        visit(stack, found);
      }
    }
    for (int i = 0; i < found.size(); i++) {
      found.get(i).index = i;
      found.get(i).uses = 0;
    }
    for (Term term : found) {
      for (Term input : term.inputs) {
        input.uses++;
      }
    }
    for (Term output : outputs) {
      output.uses++;
    }
    return new CanonicalForm(List.copyOf(found), List.copyOf(outputs));
  }

  /** One step of a depth-first walk: opens the top term, or closes it when its inputs are done. */
  private static void visit(List<Term> stack, List<Term> found) {
    Term top = stack.getLast();
    if (top.index == OPEN || top.inputs.isEmpty()) {
      stack.removeLast();
      if (top.index != DONE) {
        top.index = DONE;
        found.add(top);
      }
    } else if (top.index == UNSEEN) {
      top.index = OPEN;
      for (Term input : top.inputs) {
        if (input.index == UNSEEN) {
          stack.add(input);
        }
      }
    } else {
      stack.removeLast();
    }
  }
}
