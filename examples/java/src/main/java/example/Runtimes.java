package example;

import convspectrum.api.ConvspectrumException;
import convspectrum.api.Measuring;
import convspectrum.api.Model;
import java.time.Duration;
import java.util.List;
import tech.tablesaw.api.Table;

/** One small network on the runtimes that are named, or on all of them. */
public final class Runtimes {
  private Runtimes() {}

  /** Median times in milliseconds, for at most so long on each runtime. */
  static Table times(Duration budget, String... runtimes) {
    Model layer = Model.parse("layer.yaml", SegmentsOfALayer.LAYER);
    return Measuring.on(runtimes).withBudget(budget).measure(List.of(layer.design())).table();
  }

  /** Prints a table. */
  public static void main(String[] args) {
    String[] runtimes = args.length > 0 ? args : Measuring.runtimes().toArray(String[]::new);
    try {
      System.out.println(times(Duration.ofMillis(500), runtimes).printAll());
    } catch (ConvspectrumException e) {
      e.problems().forEach(System.err::println);
      System.exit(e.kind() == ConvspectrumException.Kind.INPUT ? 2 : 1);
    }
  }
}
