package example;

import convspectrum.api.ConvspectrumException;
import convspectrum.api.Design;
import convspectrum.api.Measuring;
import convspectrum.api.Model;
import convspectrum.api.Rows;
import convspectrum.api.Scoring;
import java.time.Duration;
import java.util.List;
import tech.tablesaw.api.Table;

/** One layer across the spectrum: what its designs cost, score and take on this CPU. */
public final class SegmentsOfALayer {
  static final String LAYER =
      """
      name: layer
      input: {channels: 32, height: 16, width: 16}
      parameters:
        segments: [1, 2, 4, 8, 16, 32]
      layers:
        - segmented: {out: 32, kernel: 3, segments: $segments, norm: batch, activation: relu}
      """;

  private SegmentsOfALayer() {}

  /** All designs of the layer. */
  static List<Design> designs() {
    return Model.parse("layer.yaml", LAYER).designs().toList();
  }

  /** Median times on ONNX Runtime, in milliseconds, for at most so long. */
  static Table times(Duration budget) {
    return Measuring.on("onnxruntime").withBudget(budget).measure(designs()).table();
  }

  /** Scores by two proxies that need no training. */
  static Table scores() {
    return Scoring.by("naswot", "synflow").withBatch(8).score(designs()).table();
  }

  /** Prints three tables. */
  public static void main(String[] args) {
    try {
      System.out.println(designs().getFirst().costs(Rows.LAYER).print());
      System.out.println(scores().print());
      System.out.println(times(Duration.ofSeconds(10)).print());
    } catch (ConvspectrumException e) {
      e.problems().forEach(System.err::println);
      System.exit(e.kind() == ConvspectrumException.Kind.INPUT ? 2 : 1);
    }
  }
}
