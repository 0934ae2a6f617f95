package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.PrintableNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The nodes that some values depend on, each after those that it reads; as in the file where that
 * is possible.
 */
public final class Ordering {
  private final List<NodeProto> nodes;
  private final Map<String, Integer> producers = new HashMap<>();
  private final BitSet needed = new BitSet();

  /** Names that needed nodes read and no node makes. */
  private final Set<String> outer = new LinkedHashSet<>();

  private final Set<String> read = new HashSet<>();

  private Ordering(List<NodeProto> nodes) {
    this.nodes = nodes;
  }

  /**
   * Nodes in order, the names that they take from around them, and all names that something reads.
   */
  public record Ordered(List<NodeProto> nodes, Set<String> outer, Set<String> read) {}

  /** The nodes that {@code wanted} names depend on, in order. */
  public static Ordered of(List<NodeProto> nodes, Collection<String> wanted) {
    Ordering ordering = new Ordering(nodes);
    ordering.findProducers();
    ordering.mark(wanted);
    return new Ordered(ordering.sorted(), ordering.outer, ordering.read);
  }

  private void findProducers() {
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).getOutputList()) {
        Integer before = output.isEmpty() ? null : producers.put(output, i);
        if (before != null) {
          throw new OpException(
              "value '%s' is made by two nodes, %s and %s"
                  .formatted(
                      PrintableNames.shown(output),
                      PrintableNames.name(nodes.get(before)),
                      PrintableNames.name(nodes.get(i))),
              "");
        }
      }
    }
  }

  private void mark(Collection<String> wanted) {
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      String name = open.pop();
      read.add(name);
      Integer producer = producers.get(name);
      if (producer == null) {
        outer.add(name);
      } else if (!needed.get(producer)) {
        needed.set(producer);
        open.addAll(reads(nodes.get(producer)));
      }
    }
  }

  private List<NodeProto> sorted() {
    int[] waiting = new int[nodes.size()];
    Map<Integer, List<Integer>> readers = new HashMap<>();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
      for (String name : reads(nodes.get(i))) {
        Integer producer = producers.get(name);
        if (producer != null) {
          waiting[i]++;
          readers.computeIfAbsent(producer, _ -> new ArrayList<>()).add(i);
        }
      }
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<NodeProto> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.poll();
      sorted.add(nodes.get(next));
      for (int reader : readers.getOrDefault(next, List.of())) {
        if (--waiting[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (sorted.size() < needed.cardinality()) {
      int stuck = needed.stream().filter(i -> waiting[i] > 0).findFirst().orElseThrow();
      throw new OpException(
          "%s depends on itself: the graph has a cycle"
              .formatted(PrintableNames.name(nodes.get(stuck))),
          "");
    }
    return sorted;
  }

  /** The names that a node reads, those that its subgraphs take from around them included. */
  private static Set<String> reads(NodeProto node) {
    Set<String> names = new LinkedHashSet<>(node.getInputList());
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        captured(attribute.getG(), names);
      }
      attribute.getGraphsList().forEach(graph -> captured(graph, names));
    }
    names.remove("");
    return names;
  }

  /** All names that a subgraph reads or passes on; its own are made by no node outside. */
  private static void captured(GraphProto graph, Set<String> names) {
    graph.getNodeList().forEach(node -> names.addAll(reads(node)));
    graph.getOutputList().forEach(output -> names.add(output.getName()));
  }
}
