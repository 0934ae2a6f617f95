package convspectrum.search.figure;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.Totals;
import convspectrum.search.design.Network;
import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A design whose figures a search needs. Its network, cost and fingerprint are computed on first
 * use and kept. Safe to share between threads.
 */
public final class SearchedDesign {
  private final Spec spec;
  private final Design design;
  private final Encoding encoding;
  private final Optional<Shape> input;
  private @Nullable Network network;
  private @Nullable Totals totals;
  private @Nullable Totals live;
  private @Nullable NetworkCost cost;
  private @Nullable Fingerprint fingerprint;

  /**
   * A design.
   *
   * @param encoding its choices among those that are searched
   * @param input another shape for the input, batch first, if not the spec's own
   */
  public SearchedDesign(Spec spec, Design design, Encoding encoding, Optional<Shape> input) {
    this.spec = spec;
    this.design = design;
    this.encoding = encoding;
    this.input = input;
  }

  /** Its choices. */
  public Design design() {
    return design;
  }

  /** Its choices for the parameters that are searched. */
  public Encoding encoding() {
    return encoding;
  }

  /**
   * Its network.
   *
   * @throws SpecException where its blocks do not fit
   */
  public synchronized Network network() {
    Network known = network;
    if (known == null) {
      known = Network.design(spec, design, input);
      network = known;
    }
    return known;
  }

  /** The graph as written. */
  public Graph graph() {
    return network().graph();
  }

  /** Its parameters and MACs, by the convention of papers; much faster than {@link #cost}. */
  public synchronized Totals totals() {
    Totals known = totals;
    if (known == null) {
      known = Totals.of(graph());
      totals = known;
    }
    return known;
  }

  /** Parameters and MACs of the nodes that lie on a path from the input to the output. */
  public synchronized Totals live() {
    Totals known = live;
    if (known == null) {
      known = Totals.live(graph());
      live = known;
    }
    return known;
  }

  /** All its costs, by the convention of papers. */
  public synchronized NetworkCost cost() {
    NetworkCost known = cost;
    if (known == null) {
      known = NetworkCost.of(graph(), CostOptions.DEFAULT);
      cost = known;
    }
    return known;
  }

  /** A key that is equal for designs that compute the same function. */
  public synchronized Fingerprint fingerprint() {
    Fingerprint known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(graph());
      fingerprint = known;
    }
    return known;
  }
}
