package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Einsum, two operands at a time: axes that both have and the result keeps are the leading ones of
 * a matrix product, axes that both have and nothing later needs are its inner one.
 */
final class EinsumReader {
  /** Letters that stand for the axes of an ellipsis, outermost first. */
  private static final String ELLIPSIS = "0123456789";

  private final OnnxNode node;
  private final Map<Character, Integer> sizes = new LinkedHashMap<>();

  private EinsumReader(OnnxNode node) {
    this.node = node;
  }

  /** A value and the letters of its axes. */
  private record Term(Node value, String axes) {}

  static Value einsum(OnnxNode node) {
    return OnnxNode.computed(new EinsumReader(node).read());
  }

  private Node read() {
    String equation = node.attributes().text("equation", "").replace(" ", "");
    String[] sides = equation.split("->", -1);
    String[] operands = sides[0].split(",", -1);
    if (sides.length > 2 || operands.length != node.inputCount()) {
      throw new OpException(
          "equation '%s' of %d operands"
              .formatted(PrintableNames.shown(equation), node.inputCount()),
          "expected one term per operand");
    }
    List<Term> terms = new ArrayList<>();
    String widest = "";
    for (int i = 0; i < operands.length; i++) {
      String axes = expanded(operands[i], node.dims(i).length);
      String ellipsis = axes.replaceAll("[^0-9]", "");
      widest = ellipsis.length() > widest.length() ? ellipsis : widest;
      terms.add(new Term(node.node(i), axes));
      size(axes, node.dims(i));
    }
    String result = sides.length == 2 ? sides[1].replace("...", widest) : implicit(terms, widest);
    Term all = terms.getFirst();
    for (int i = 1; i < terms.size(); i++) {
      StringBuilder later = new StringBuilder(result);
      terms.subList(i + 1, terms.size()).forEach(term -> later.append(term.axes));
      all = product(all, terms.get(i), later.toString());
    }
    return arranged(summed(all, result), result);
  }

  private String expanded(String term, int rank) {
    int open = rank - (term.length() - (term.contains("...") ? 3 : 0));
    String axes = term;
    if (term.contains("...") && open >= 0 && open <= ELLIPSIS.length()) {
      axes = term.replace("...", ELLIPSIS.substring(ELLIPSIS.length() - open));
    }
    if (axes.length() != rank || !axes.chars().allMatch(Character::isLetterOrDigit)) {
      throw new OpException(
          "term '%s' for %d axes".formatted(PrintableNames.shown(term), rank),
          "expected a letter each");
    }
    if (axes.chars().distinct().count() != rank) {
      throw new UnsupportedOpException("a diagonal ('" + axes + "')");
    }
    return axes;
  }

  private void size(String axes, int[] dims) {
    for (int i = 0; i < dims.length; i++) {
      Integer before = sizes.put(axes.charAt(i), dims[i]);
      if (before != null && before != dims[i]) {
        throw new OpException(
            "axis '%s' of sizes %d and %d".formatted(axes.charAt(i), before, dims[i]),
            "expected equal sizes");
      }
    }
  }

  /** The result of an equation without an arrow: the ellipsis, then the letters that occur once. */
  private static String implicit(List<Term> terms, String ellipsis) {
    StringBuilder all = new StringBuilder();
    terms.forEach(term -> all.append(term.axes));
    StringBuilder once = new StringBuilder(ellipsis);
    all.chars()
        .filter(Character::isLetter)
        .filter(letter -> all.chars().filter(other -> other == letter).count() == 1)
        .sorted()
        .forEach(letter -> once.append((char) letter));
    return once.toString();
  }

  private Term product(Term left, Term right, String later) {
    Term a = summed(left, later + right.axes);
    Term b = summed(right, later + left.axes);
    String both = common(a.axes, b.axes);
    String kept = common(both, later);
    String inner = without(both, kept);
    String rows = without(a.axes, both);
    String columns = without(b.axes, both);
    if (inner.isEmpty()) {
      Node first = matrix(a, kept, rows, "").value();
      Node second = matrix(b, kept, "", columns).value();
      Node product = node.part("product", new Op.Multiply(), first, second);
      return unfolded(product, kept + rows + columns);
    }
    Node first = matrix(a, kept, rows, inner).value();
    Node second = matrix(b, kept, inner, columns).value();
    return unfolded(node.part("product", new Op.MatMul(), first, second), kept + rows + columns);
  }

  /** Reorders a term as (leading…, rows, columns). */
  private Term matrix(Term term, String leading, String rows, String columns) {
    Node ordered = arranged(term, leading + rows + columns);
    int[] dims = new int[leading.length() + 2];
    for (int i = 0; i < leading.length(); i++) {
      dims[i] = size(leading.substring(i, i + 1));
    }
    dims[dims.length - 2] = size(rows);
    dims[dims.length - 1] = size(columns);
    return new Term(node.reshaped(ordered, Shape.of(dims)), "");
  }

  private Term unfolded(Node product, String axes) {
    int[] dims = new int[axes.length()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = size(axes.substring(i, i + 1));
    }
    return new Term(node.reshaped(product, Shape.of(dims)), axes);
  }

  /** Sums a term over the axes that neither the other terms nor the result have. */
  private Term summed(Term term, String needed) {
    String kept = common(term.axes, needed);
    if (kept.length() == term.axes.length()) {
      return term;
    }
    List<Integer> dropped = new ArrayList<>();
    for (int i = 0; i < term.axes.length(); i++) {
      if (needed.indexOf(term.axes.charAt(i)) < 0) {
        dropped.add(i);
      }
    }
    return unfolded(node.part("sum", new Op.Reduce(Reduction.SUM, dropped), term.value), kept);
  }

  private Node arranged(Term term, String axes) {
    if (axes.length() != term.axes.length()) {
      throw new OpException(
          "'%s' gives no '%s'".formatted(term.axes, PrintableNames.shown(axes)),
          "expected the result's axes among the operands'");
    }
    List<Integer> order = axes.chars().map(term.axes::indexOf).boxed().toList();
    boolean same = term.axes.equals(axes);
    return same ? term.value : node.part("ordered", new Op.Transpose(order), term.value);
  }

  private int size(String axes) {
    long size = 1;
    for (int i = 0; i < axes.length(); i++) {
      size = Math.multiplyExact(size, sizes.getOrDefault(axes.charAt(i), 1).longValue());
    }
    return Dims.dim(size);
  }

  private static String common(String axes, String among) {
    return filtered(axes, among, true);
  }

  private static String without(String axes, String dropped) {
    return filtered(axes, dropped, false);
  }

  private static String filtered(String axes, String among, boolean inside) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < axes.length(); i++) {
      if (among.indexOf(axes.charAt(i)) >= 0 == inside) {
        kept.append(axes.charAt(i));
      }
    }
    return kept.toString();
  }
}
