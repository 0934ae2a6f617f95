package convspectrum.reports.json;

import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.search.run.SearchResult;
import convspectrum.spec.block.Doc;
import convspectrum.spec.expression.NearestDivisor;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a kind of document has beside tables. */
public sealed interface Details {
  /** Nothing. */
  record None() implements Details {}

  /** A network and its totals. */
  record Cost(
      @Doc("Name of the model.") String model,
      @Doc("The values of its parameters; empty where it has none.") String design,
      @Doc("What came of `nearest_divisor`; empty where none is asked for.")
          List<Divisor> nearestDivisors,
      @Doc("As which tool it is counted.") String convention,
      @Doc("What that counts, in words.") String conventionPolicy,
      @Doc("Whether batch norms are folded into the convolutions before them.") boolean folded,
      @Doc("Data type that bytes are counted for.") String dtype,
      @Doc("What a row stands for: `layer`, `block`, `op` or `network`.") String by,
      @Doc("Whether some ops of an ONNX file are not counted; warnings say which.") boolean partial,
      @Doc("Shapes of the inputs, batch first.") List<List<Integer>> inputs,
      @Doc("The whole network.") Totals total,
      @Doc("Parameters on a path from the input to the output.") long liveParams,
      @Doc("Multiply-accumulates on a path from the input to the output.") long liveMacs,
      @Doc("The most memory that values take at a time, bytes.") long peakActivationBytes)
      implements Details {}

  /** The designs of a space and how they were counted. */
  record CostSweep(
      @Doc("Name of the space.") String space,
      @Doc("Names of the parameters that vary, each of which is a column.") List<String> parameters,
      @Doc("As which tool it is counted.") String convention,
      @Doc("What that counts, in words.") String conventionPolicy,
      @Doc("Whether batch norms are folded into the convolutions before them.") boolean folded,
      @Doc("Data type that bytes are counted for.") String dtype)
      implements Details {}

  /** A divisor that was asked for and the one that was used. */
  record Divisor(
      @Doc("What the spec asks for.") String wanted,
      @Doc("The channels that it has to divide.") long channels,
      @Doc("The divisor that is used.") long used) {
    /** Of one that was taken. */
    public static Divisor of(NearestDivisor taken) {
      return new Divisor(taken.wanted(), taken.channels(), taken.used());
    }
  }

  /** Exact counts of a network. */
  record Totals(
      @Doc("Learned parameters.") long params,
      @Doc("Running statistics of batch norms.") long paramsNontrainable,
      @Doc("Multiply-accumulates.") long macs,
      @Doc("Floating-point operations.") long flops,
      @Doc("Bytes of inputs and parameters read.") long bytesRead,
      @Doc("Bytes of outputs written.") long bytesWritten,
      @Doc("FLOPs per byte moved; null where no byte is moved.")
          OptionalDouble arithmeticIntensity) {
    /** Those of a cost. */
    public static Totals of(convspectrum.costmodel.Cost cost) {
      double intensity = cost.arithmeticIntensity();
      return new Totals(
          cost.params(),
          cost.nonTrainableParams(),
          cost.macs(),
          cost.flops(),
          cost.bytesRead(),
          cost.bytesWritten(),
          Double.isFinite(intensity) ? OptionalDouble.of(intensity) : OptionalDouble.empty());
    }
  }

  /** A network that was counted by every convention. */
  record Conventions(
      @Doc("Name of the model.") String model,
      @Doc("Whether batch norms are folded into the convolutions before them.") boolean folded,
      @Doc("Shapes of the inputs, batch first.") List<List<Integer>> inputs,
      @Doc("What a row of the disagreements stands for.") String disagreementsBy)
      implements Details {}

  /** A sweep. */
  record Explore(
      @Doc("Name of the spec.") String name,
      @Doc("The design or reference that speed-ups are relative to.") String baseline,
      @Doc("The parameters that are swept.") List<String> parameters,
      @Doc("The runtimes that were measured.") List<String> runtimes,
      @Doc("Seed of weights, inputs and resampling.") long seed,
      @Doc("Whether measuring or scoring was interrupted.") boolean partial)
      implements Details {}

  /** Claims. */
  record Study(
      @Doc("Name of the study.") String name,
      @Doc("The runtimes that were measured.") List<String> runtimes,
      @Doc("Seed of weights, inputs and resampling.") long seed,
      @Doc("Whether measuring was interrupted.") boolean partial)
      implements Details {}

  /** Latencies. */
  record Measure(
      @Doc(
              "Every sample, by model and runtime; of those that could not be timed there are none, and the table says why.")
          List<Timed> samples,
      @Doc("Runtimes beside the first; empty where there is one.") List<Ratios> ratios)
      implements Details {}

  /** The samples of a model on a runtime. */
  record Timed(
      @Doc("Name of the model.") String model,
      @Doc("The values of its parameters; empty where it has none.") String design,
      @Doc("The runtime.") String runtime,
      @Doc("The model that speed-ups are relative to; null where it was not timed.")
          Optional<String> baseline,
      @Doc("Milliseconds per pass, one per round, in order; nothing is left out.")
          List<Double> samplesMs,
      @Doc("How many samples each placement has, in order.") List<Integer> placements,
      @Doc("Which samples the kernel took the CPU away from, counted from 0.")
          List<Integer> disturbedSamples,
      @Doc("Which samples are far above the median, counted from 0.")
          List<Integer> outlierSamples) {}

  /** The times of a runtime divided by those of another. */
  record Ratios(
      @Doc("The runtime whose time is divided.") String runtime,
      @Doc("The runtime whose time it is divided by: above 1, this one is faster.")
          String relativeTo,
      @Doc("A ratio for each model that was timed on both.") List<Ratio> models,
      @Doc("Their geometric mean; null where no model was timed on both.")
          Optional<Estimate> geometricMean) {
    /** Of these. */
    public static Ratios of(RuntimeRatios ratios) {
      return new Ratios(
          ratios.runtime(),
          ratios.relativeTo(),
          ratios.ratios().stream()
              .map(one -> new Ratio(one.design(), Estimate.of(one.estimate()), one.rounds()))
              .toList(),
          ratios.geometricMean().map(Estimate::of));
    }
  }

  /** The ratio of two times of a model. */
  record Ratio(
      @Doc("Name of the model.") String model,
      @Doc("The ratio.") Estimate ratio,
      @Doc("Rounds in which both were timed.") int rounds) {}

  /** A figure with its interval. */
  record Estimate(
      @Doc("The figure.") double value,
      @Doc("Lower end of its 95 % interval; null where the figures are too few for one.")
          OptionalDouble low,
      @Doc("Upper end of its 95 % interval; null where the figures are too few for one.")
          OptionalDouble high) {
    private static Estimate of(convspectrum.executor.statistics.Estimate estimate) {
      return new Estimate(estimate.value(), finite(estimate.low()), finite(estimate.high()));
    }
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** The layers of a model. */
  record Layers(
      @Doc("Name of the model.") String model,
      @Doc("What a row stands for: `layer`, `block` or `op`.") String by,
      @Doc("The times of whole passes, by runtime.") List<Pass> passes)
      implements Details {}

  /** The whole passes of a runtime. */
  record Pass(
      @Doc("The runtime.") String runtime,
      @Doc("Median time of a pass without profiling, milliseconds.") double passMs,
      @Doc("Sum of the times of all layers, milliseconds.") double layersMs) {}

  /** Two saved runs. */
  record CompareRuns(
      @Doc("The earlier run.") String before,
      @Doc("The later run.") String after,
      @Doc("Changes below this share count as none.") double atLeast)
      implements Details {}

  /** Results of several machines. */
  record Leaderboard(
      @Doc("The names of the results, in order.") List<String> files,
      @Doc("Whether times that are not comparable stand beside each other; `differs` says which.")
          boolean mixed)
      implements Details {}

  /** A search. */
  record Search(
      @Doc("Name of the spec.") String name,
      @Doc("The parameters that are searched.") List<String> parameters,
      @Doc("What is minimised or maximised.") List<String> objectives,
      @Doc("What must be kept.") List<String> constraints,
      @Doc("The strategy.") String strategy,
      @Doc("Seed of the strategy and of scores.") long seed,
      @Doc("Designs to evaluate at most; null where there is no bound.") OptionalLong budget,
      @Doc("Designs of the space.") BigInteger designs,
      @Doc("Designs that were evaluated.") long evaluated,
      @Doc("Whether it was interrupted.") boolean partial,
      @Doc("What an exact search covered; null of other strategies.")
          Optional<Certificate> certificate,
      @Doc("What successive halving did, from the least work on; empty of other strategies.")
          List<Rung> rungs)
      implements Details {}

  /** Designs that successive halving gave one amount of work. */
  record Rung(
      @Doc("By what they were ranked, such as `trained@1`: the accuracy after an epoch.")
          String figure,
      @Doc("Number of designs that it was found of.") int designs,
      @Doc("Number of those that went on, or, at the end, were evaluated.") int kept) {
    /** Of this one. */
    public static Rung of(SearchResult.Rung found) {
      return new Rung(found.figure(), found.designs(), found.kept());
    }
  }

  /** What an exact search covered. */
  record Certificate(
      @Doc("Designs of the space, each of which is covered.") BigInteger designs,
      @Doc("Whether that is their number; else there are that many or more.") boolean exactNumber,
      @Doc("The sums that were solved, such as `macs:min`.") List<String> goals,
      @Doc("The constraints that were solved.") List<String> bounds,
      @Doc("Whether the front of these sums is the front of the search.") boolean whole,
      @Doc("Points of the front of these sums.") long points,
      @Doc("Designs of these points; null for more than 64 bits count.") OptionalLong tied,
      @Doc("Designs that were handed on to be evaluated and listed.") long listed,
      @Doc(
              "Distance from the front up to which all designs were handed on, as a share of the range of each sum; null where the front is all, or more than enough.")
          OptionalDouble within,
      @Doc("Positions that the sums are over.") int positions,
      @Doc("Designs that the tables were made from and checked with.") int tabulated,
      @Doc("Designs drawn at random that agreed with the tables.") int checked,
      @Doc("Whether an earlier search made these tables.") boolean tabulatedEarlier,
      @Doc("Figures whose tables were not made now, and how many designs agreed with them.")
          List<ComparedSum> compared) {
    /** Of this one. */
    public static Certificate of(convspectrum.search.solution.Certificate found) {
      return new Certificate(
          found.designs(),
          found.isCounted(),
          found.goals(),
          found.bounds(),
          found.isWhole(),
          found.points(),
          found.tied() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(found.tied()),
          found.listed(),
          found.near().isPresent()
              ? OptionalDouble.of(found.near().get().within())
              : OptionalDouble.empty(),
          found.positions(),
          found.tabulated(),
          found.checked(),
          found.isKept(),
          found.compared().entrySet().stream()
              .map(one -> new ComparedSum(one.getKey(), one.getValue()))
              .toList());
    }
  }

  /** A figure whose tables were compared with designs. */
  record ComparedSum(
      @Doc("The figure.") String figure,
      @Doc("Designs drawn at random that were asked for it themselves, and agreed.") int designs) {}

  /** What the machine's table has beside the machine. */
  record Machine(@Doc("What the kernels of the runtime `vector` are made of.") String vectorKernels)
      implements Details {}

  /** Scores. */
  record Scores(
      @Doc("The first seed.") long seed,
      @Doc("How many seeds the scores are means of.") int seeds,
      @Doc("Images in a batch.") int batch,
      @Doc("What networks were scored with.") String images,
      @Doc("Precision of the arithmetic.") String precision)
      implements Details {}

  /** A sample of trained networks. */
  record Calibration(
      @Doc("Networks that were scored.") int sample,
      @Doc("The first column of accuracies.") String accuracy,
      @Doc("Seed of the sample, of weights and of inputs.") long seed,
      @Doc("What networks were scored with.") String images,
      @Doc(
              "Spearman correlation of two trainings of the same networks, which no proxy can be expected to exceed; null where the table has no columns of single trainings. Of the first column of accuracies.")
          OptionalDouble noiseCeiling,
      @Doc("Each column of accuracies.") List<Ceiling> accuracies,
      @Doc("Whether it was interrupted before all networks were scored.") boolean partial)
      implements Details {}

  /** What two trainings of the same networks agree by. */
  record Ceiling(
      @Doc("The column of accuracies.") String accuracy,
      @Doc("Mean Spearman correlation of two trainings; null where it is unknown.")
          OptionalDouble noiseCeiling,
      @Doc("The same over the most accurate fifth of the networks.") OptionalDouble noiseCeilingTop,
      @Doc("The columns of single trainings; empty where there are none.") List<String> runs) {}
}
