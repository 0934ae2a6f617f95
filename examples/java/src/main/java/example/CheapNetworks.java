package example;

import convspectrum.api.Front;
import convspectrum.api.Model;
import convspectrum.api.Search;
import java.util.Map;

/** Published networks beside each other, and a search for the cheapest of their designs. */
public final class CheapNetworks {
  private CheapNetworks() {}

  /** Multiply-accumulates of a published network with a choice for some parameters. */
  static long macs(String network, Map<String, String> settings) {
    return Model.zoo(network).design(settings).cost().macs();
  }

  /** The designs of MobileNet V1 that nothing beats in MACs and in parameters, few MACs first. */
  static Front front() {
    return Search.forObjectives("macs", "params:max")
        .withStrategy("exhaustive")
        .withConstraint("macs<=200M")
        .in(Model.zoo("mobilenet-v1"));
  }

  /** Prints the MACs of all networks of the zoo, and a front. */
  public static void main(String[] args) {
    for (String network : Model.zooNames()) {
      System.out.printf("%-24s %,16d MACs%n", network, macs(network, Map.of()));
    }
    System.out.println(front().table().print());
  }
}
