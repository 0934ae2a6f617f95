package convspectrum.formats.onnx.read.operator.shared;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes parts of activations along one axis, as slices that are joined, or as a gather. */
public final class Selection {
  /** The most parts or copies; a file that asks for more is a mistake. */
  public static final int MAX_PARTS = 4096;

  /** The most slices; more take longer than a gather by a table of places. */
  private static final int MAX_SLICES = 8;

  /** The most elements of a table of places. */
  private static final int MAX_TABLE = 1 << 24;

  private Selection() {}

  /**
   * The given places along an axis, in the given order: slices, or gathered where those are many.
   */
  public static Node take(OnnxNode node, Node x, int axis, int[] places) {
    requireInside(places, x.shape().dim(axis));
    if (runs(places) > MAX_SLICES) {
      long[] table = Arrays.stream(places).asLongStream().toArray();
      return node.part(
          "gathered", new Op.Gather(axis), x, node.node(ConstantTensor.integers(table), "places"));
    }
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < places.length; ) {
      int end = i + 1;
      while (end < places.length && places[end] == places[end - 1] + 1) {
        end++;
      }
      parts.add(Pieces.slice(node, x, axis, places[i], places[end - 1] + 1));
      i = end;
    }
    return join(node, parts, axis);
  }

  /** The number of runs of consecutive places. */
  public static int runs(int[] places) {
    int runs = Math.min(places.length, 1);
    for (int i = 1; i < places.length; i++) {
      runs += places[i] == places[i - 1] + 1 ? 0 : 1;
    }
    return runs;
  }

  /** Refuses places beyond an axis of this size. */
  public static void requireInside(int[] places, int size) {
    for (int place : places) {
      if (place < 0 || place >= size) {
        throw new OpException(
            "place " + place + " of an axis of size " + size, "expected 0 to " + (size - 1));
      }
    }
  }

  /** Refuses more than {@value MAX_PARTS} parts. */
  public static int requireFew(int parts) {
    if (parts > MAX_PARTS) {
      throw new UnsupportedOpException("a selection in more than " + MAX_PARTS + " parts");
    }
    return parts;
  }

  /** The size of a table of places, one of which is chosen for each element. */
  public static int requireTable(long elements) {
    if (elements > MAX_TABLE) {
      throw new UnsupportedOpException("a choice among " + elements + " elements");
    }
    return (int) elements;
  }

  /** {@code count} places from {@code start} on, {@code step} apart; a step may be negative. */
  public static Node strided(OnnxNode node, Node x, int axis, int start, int step, int count) {
    if (step < 0) {
      int[] places = new int[requireTable(count)];
      for (int i = 0; i < count; i++) {
        places[i] = start + i * step;
      }
      return take(node, x, axis, places);
    }
    return Pieces.strided(node, x, axis, start, step, count);
  }

  /** A value {@code times} times along an axis. */
  public static Node repeat(OnnxNode node, Node x, int axis, int times) {
    requireFew(times);
    List<Node> copies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      copies.add(x);
    }
    return join(node, copies, axis);
  }

  /** Joins parts along an axis, at least one. */
  public static Node join(OnnxNode node, List<Node> parts, int axis) {
    if (parts.isEmpty()) {
      throw new OpException("a part without elements", "expected at least one");
    }
    return Pieces.joined(node, parts, axis);
  }
}
