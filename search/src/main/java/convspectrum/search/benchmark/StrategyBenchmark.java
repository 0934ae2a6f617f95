package convspectrum.search.benchmark;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.strategy.Strategy;
import convspectrum.search.strategy.StrategyKind;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares strategies on a table of known results. Each distinct design that is looked up in the
 * table costs one unit of budget; cheap objectives cost nothing.
 */
public final class StrategyBenchmark {
  private final TableLandscape landscape;
  private final Encoding start;
  private final Reference reference;
  private final List<Integer> budgets;
  private final int seeds;

  /**
   * A comparison.
   *
   * @param sweep the space of the table
   * @param objectives a separate search with the first one alone gives the regret
   * @param budgets in ascending order, at least one
   * @param seeds 1 to this number are run
   */
  public StrategyBenchmark(
      Sweep sweep,
      KnownTable table,
      List<Objective> objectives,
      Reference reference,
      List<Integer> budgets,
      int seeds) {
    Spec spec = sweep.spec();
    int[] places =
        sweep.parameters().stream().mapToInt(name -> spec.space().indexOf(name)).toArray();
    EncodingSpace space =
        new EncodingSpace(
            IntStream.of(places).mapToObj(place -> spec.parameters().get(place).size()).toList());
    this.landscape =
        new TableLandscape(
            space,
            table,
            objectives,
            encoding -> {
              Design design = sweep.base().with(places, encoding.toArray());
              return new SearchedDesign(spec, design, encoding, sweep.input());
            },
            false);
    Design base = sweep.base();
    this.start = Encoding.of(IntStream.of(places).map(base::choice).toArray());
    this.reference = reference;
    this.budgets = List.copyOf(budgets);
    this.seeds = seeds;
  }

  /**
   * The result of a strategy; each figure is the mean over the seeds.
   *
   * @param strategy its name
   * @param blind whether cheap objectives were hidden from it
   * @param hypervolumes at each budget, divided by that of the true front
   * @param regrets at each budget, when the first objective is searched for alone
   * @param milliseconds of the strategy itself for the largest budget; the minimum over the seeds,
   *     which excludes most just-in-time compilation
   */
  public record Row(
      String strategy,
      boolean blind,
      List<Double> hypervolumes,
      List<Double> regrets,
      double milliseconds) {
    public Row {
      hypervolumes = List.copyOf(hypervolumes);
      regrets = List.copyOf(regrets);
    }
  }

  /** The budgets, one per column. */
  public List<Integer> budgets() {
    return budgets;
  }

  /**
   * Runs every strategy but the exhaustive one, and the default one also without cheap figures.
   *
   * @param progress called after each search
   * @return a row each; those that were complete, where the thread is interrupted
   */
  public List<Row> run(StudyProgress progress) {
    List<Row> rows = new ArrayList<>();
    try {
      run(rows, progress);
    } catch (InterruptedException e) {
      return rows; // of which there are fewer than strategies
    }
    return rows;
  }

  private void run(List<Row> rows, StudyProgress progress) throws InterruptedException {
    boolean anyCheap = IntStream.range(0, landscape.objectives()).anyMatch(landscape::isCheap);
    for (StrategyKind kind : Strategies.all()) {
      if (!kind.name().equals("exhaustive")) {
        rows.add(row(kind, landscape, false, progress));
        if (anyCheap && kind.name().equals(Strategies.names().getFirst())) {
          rows.add(row(kind, landscape.asBlind(), true, progress));
        }
      }
    }
  }

  private Row row(StrategyKind kind, TableLandscape searched, boolean blind, StudyProgress progress)
      throws InterruptedException {
    double[] corner = searched.reference(reference);
    double truth = searched.volume(corner);
    double best = searched.least();
    TableLandscape first = searched.ofFirst();
    double[] volumes = new double[budgets.size()];
    double[] regrets = new double[budgets.size()];
    long least = Long.MAX_VALUE;
    for (int seed = 1; seed <= seeds; seed++) {
      progress.report("searching", seed - 1L, seeds, kind.name() + (blind ? ", blind" : ""));
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in " + kind.name());
      }
      Run run = new Run(kind, searched, seed);
      least = Math.min(least, run.nanos);
      Run alone = new Run(kind, first, seed);
      for (int i = 0; i < volumes.length; i++) {
        volumes[i] += Hypervolume.of(run.points(budgets.get(i)), corner) / truth / seeds;
        double reached =
            alone.points(budgets.get(i)).stream()
                .mapToDouble(point -> point[0])
                .min()
                .orElseThrow();
        regrets[i] += (reached - best) / seeds;
      }
    }
    return new Row(
        kind.name(),
        blind,
        Arrays.stream(volumes).boxed().toList(),
        Arrays.stream(regrets).boxed().toList(),
        least / 1e6);
  }

  /** Runs one search. */
  private final class Run {
    private final Archive archive = new Archive();
    private final long nanos;

    Run(StrategyKind kind, TableLandscape searched, int seed) {
      long began = System.nanoTime();
      Strategy strategy = kind.start(searched, seed, start);
      int budget = budgets.getLast();
      List<Encoding> batch = strategy.propose(archive, budget);
      while (!batch.isEmpty() && archive.size() < budget) {
        for (Encoding encoding : batch) {
          if (archive.size() < budget) {
            archive.add(encoding, searched.value(encoding), 0);
          }
        }
        batch =
            archive.size() < budget
                ? strategy.propose(archive, budget - archive.size())
                : List.of();
      }
      nanos = System.nanoTime() - began;
    }

    List<double[]> points(int budget) {
      return IntStream.range(0, Math.min(budget, archive.size()))
          .mapToObj(i -> archive.get(i).toArray())
          .toList();
    }
  }
}
