package convspectrum.search.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.DesignKey;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StrategyBenchmarkTest {
  /** A published table: its digits, how many choices each has, and its columns. */
  private record Known(
      String file, String key, int digits, int choices, String error, String cost) {
    Sweep sweep() {
      String parameters =
          IntStream.range(0, digits)
              .mapToObj(i ->
                  "  p%d: [%s]%n"
                      .formatted(
                          i,
                          String.join(
                              ", ",
                              IntStream.range(1, choices + 1).mapToObj(c -> "" + c).toList())))
              .collect(Collectors.joining());
      String read =
          IntStream.range(0, digits).mapToObj(i -> "$p" + i).collect(Collectors.joining(" + "));
      return Sweep.all(
          Spec.parse(
              "t.yaml",
              "input: {channels: 1, height: 4, width: 4}\nparameters:\n"
                  + parameters
                  + "layers:\n  - conv: {out: $("
                  + read.replace("$", "")
                  + "), kernel: 1}\n"));
    }

    KnownTable table() {
      String shared =
          Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared");
      Path path = Path.of(shared, "benchmarks", file);
      assumeTrue(Files.exists(path), "skipped: the table " + file + " is not here");
      return KnownTable.read(
          path,
          new DesignKey(
              key,
              IntStream.range(0, digits).boxed().toList(),
              "01234",
              Collections.nCopies(digits, choices)));
    }

    List<Objective> objectives(KnownTable table) {
      FigureCatalog catalog =
          new FigureCatalog(
              List.of(table.figure(error, false), table.figure(cost, true)),
              name -> Optional.empty(),
              List.of());
      return List.of(
          catalog.objective("table." + error + ":max"),
          catalog.objective("table." + cost + ":min:log"));
    }
  }

  private static final Known CELLS =
      new Known("nasbench201.csv", "ops", 6, 5, "c10_test_200e", "macs_c10");
  private static final Known LAYERS =
      new Known("nasbench_macro.csv", "arch", 8, 3, "mean_acc", "flops");

  private static final Known WIRED =
      new Known("transnasbench101_micro.csv", "arch", 6, 4, "acc", "flops");

  private static Map<String, StrategyBenchmark.Row> rows(Known known, Reference reference) {
    KnownTable table = known.table();
    return new StrategyBenchmark(
            known.sweep(), table, known.objectives(table), reference, List.of(250, 1000), 30)
        .run(StudyProgress.NONE).stream()
            .collect(
                Collectors.toMap(
                    row -> row.strategy() + (row.blind() ? ", blind" : ""), Function.identity()));
  }

  @Test
  void onCellsTheDefaultFindsMoreThanOthersPublished() {
    Map<String, StrategyBenchmark.Row> rows = rows(CELLS, Reference.NADIR);
    StrategyBenchmark.Row guided = Objects.requireNonNull(rows.get("guided"));
    assertThat(guided.hypervolumes().get(0)).isGreaterThan(0.95);
    assertThat(guided.hypervolumes().get(1)).isGreaterThan(0.988);
    assertThat(Objects.requireNonNull(rows.get("evolution")).regrets().get(0))
        .isLessThanOrEqualTo(0.004);
    assertThat(rows.keySet())
        .containsExactlyInAnyOrder(
            "guided", "guided, blind", "nsga2", "evolution", "local", "random");
  }

  /** Before the mean of two regressions: 0.988 where costs are known, 0.993 where they are not. */
  @Test
  void onWiredCellsKnownCostsDoNotMislead() {
    Map<String, StrategyBenchmark.Row> rows = rows(WIRED, Reference.NADIR);
    StrategyBenchmark.Row guided = Objects.requireNonNull(rows.get("guided"));
    StrategyBenchmark.Row blind = Objects.requireNonNull(rows.get("guided, blind"));
    assertThat(guided.hypervolumes().get(0)).isGreaterThan(0.993);
    assertThat(guided.hypervolumes().get(0)).isGreaterThan(blind.hypervolumes().get(0) - 0.002);
    assertThat(guided.hypervolumes().get(1)).isGreaterThan(0.999);
    assertThat(guided.regrets().get(1)).isLessThanOrEqualTo(0.001);
  }

  @Test
  void onLayersTheDefaultFindsMoreThanOthersPublished() {
    Map<String, StrategyBenchmark.Row> rows = rows(LAYERS, Reference.WORST);
    StrategyBenchmark.Row guided = Objects.requireNonNull(rows.get("guided"));
    assertThat(guided.hypervolumes().get(0)).isGreaterThan(0.965);
    assertThat(guided.hypervolumes().get(1)).isGreaterThan(0.9999);
    assertThat(Objects.requireNonNull(rows.get("evolution")).regrets().get(0))
        .isLessThanOrEqualTo(0.004);
  }

  /** Archives by the code of their designs, first index most significant. */
  @Test
  void hypervolumesOfKnownArchives() {
    double cells = 119.04239330;
    double layers = 39.47234151;
    double[] cellsWorst = {-10, Math.log10(220119680)};
    double[] layersWorst = {54.6367 - 100, Math.log10(105660928)};
    assertThat(volume(CELLS, cellsWorst, 100, i -> i)).isCloseTo(116.8671326, within(1e-6));
    assertThat(volume(CELLS, cellsWorst, 100, i -> i * 7919 % 15625))
        .isCloseTo(116.4325051, within(1e-6));
    assertThat(volume(CELLS, cellsWorst, 1000, i -> i * 7919 % 15625) / cells)
        .isCloseTo(0.9960355836, within(1e-9));
    assertThat(volume(LAYERS, layersWorst, 100, i -> i) / layers)
        .isCloseTo(0.8734779933, within(1e-9));
    assertThat(volume(LAYERS, layersWorst, 1000, i -> i * 7919 % 6561))
        .isCloseTo(35.90872396, within(1e-6));
    double[] cellsNadir = {13.73733 - 100, 8.314897173};
    assertThat(volume(CELLS, cellsNadir, 1000, i -> i * 7919 % 15625) / 8.121229986)
        .isCloseTo(0.9421394681, within(1e-6));
  }

  private static double volume(Known known, double[] reference, int count, IntUnaryOperator code) {
    KnownTable table = known.table();
    Sweep sweep = known.sweep();
    EncodingSpace space = new EncodingSpace(Collections.nCopies(known.digits(), known.choices()));
    TableLandscape landscape =
        new TableLandscape(
            space,
            table,
            known.objectives(table),
            encoding -> new SearchedDesign(sweep.spec(), sweep.base(), encoding, Optional.empty()),
            false);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] indices = new int[known.digits()];
      int rest = code.applyAsInt(i);
      for (int g = indices.length - 1; g >= 0; g--) {
        indices[g] = rest % known.choices();
        rest /= known.choices();
      }
      points.add(landscape.value(Encoding.of(indices)));
    }
    return Hypervolume.of(points, reference);
  }
}
