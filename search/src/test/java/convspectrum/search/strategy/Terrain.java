package convspectrum.search.strategy;

import convspectrum.search.pareto.Front;
import convspectrum.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A made-up table of an error and a cost for all designs of a space, as training would find them:
 * additive effects, interactions, saturation and noise. No strategy was adjusted to it.
 *
 * @param choices of every parameter
 * @param points error, then the logarithm of the cost, by design, the last parameter fastest
 * @param objectives 1 for the error alone, 2 for both
 * @param known whether the cost is known in advance
 */
record Terrain(List<Integer> choices, List<double[]> points, int objectives, boolean known)
    implements Landscape {
  private static Terrain of(int parameters, int choices, Function<int[], double[]> values) {
    EncodingSpace space = new EncodingSpace(Collections.nCopies(parameters, choices));
    return new Terrain(
        Collections.nCopies(parameters, choices),
        space.encodings().map(encoding -> values.apply(encoding.toArray())).toList(),
        2,
        true);
  }

  private static double normal(SplitMix random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double[] normals(int count, SplitMix random) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = normal(random);
    }
    return numbers;
  }

  /**
   * Seven layers of four widths: wider layers have less error each, ever less; unequal neighbours
   * are bottlenecks. Twelve percent of the standard deviation of the error are noise.
   */
  static Terrain ofWidths(long seed) {
    SplitMix random = new SplitMix(seed);
    double[] weights = new double[7];
    double[] bottlenecks = new double[7];
    for (int i = 0; i < 7; i++) {
      weights[i] = 0.3 + random.nextDouble();
      bottlenecks[i] = 0.8 * random.nextDouble();
    }
    double[] channels = {64, 64, 128, 128, 256, 256, 512};
    double[] pixels = {1024, 1024, 256, 256, 64, 64, 16};
    return of(
        7,
        4,
        widths -> {
          double error = 0.2 * normal(random);
          double macs = 0;
          double before = 3;
          for (int i = 0; i < 7; i++) {
            error += 0.5 * weights[i] * Math.pow((widths[i] + 1) / 4.0, -0.6);
            if (i > 0) {
              double ratio = (widths[i] + 1.0) / (widths[i - 1] + 1);
              error += 0.5 * bottlenecks[i] * Math.abs(Math.log(ratio));
            }
            double width = channels[i] * (widths[i] + 1) / 4;
            macs += 9 * before * width * pixels[i];
            before = width;
          }
          return new double[] {4 + error, Math.log10(macs)};
        });
  }

  /** Seven parameters of four choices whose effects and interactions are random, cost is not. */
  static Terrain ofPairs(long seed) {
    SplitMix random = new SplitMix(seed);
    double[] singles = normals(7 * 4, random);
    double[] costs = normals(7 * 4, random);
    double[] pairs = normals(21 * 16, random);
    return of(
        7,
        4,
        design -> {
          double error = 10 + 0.1 * normal(random);
          double cost = 0;
          int pair = 0;
          for (int i = 0; i < 7; i++) {
            error += singles[4 * i + design[i]];
            cost += Math.exp(costs[4 * i + design[i]]);
            for (int j = i + 1; j < 7; j++) {
              error += 0.4 * pairs[16 * pair++ + 4 * design[i] + design[j]];
            }
          }
          return new double[] {error, Math.log10(cost)};
        });
  }

  /**
   * Cells of four nodes; each of the six edges is absent, the identity, or one of two convolutions.
   * The cost counts edges that lead nowhere too, so that it says little about the error.
   */
  static Terrain ofCells(long seed) {
    SplitMix random = new SplitMix(seed);
    double[] weights = new double[6];
    for (int i = 0; i < 6; i++) {
      weights[i] = 0.5 + random.nextDouble();
    }
    int[] from = {0, 0, 1, 0, 1, 2};
    int[] to = {1, 2, 2, 3, 3, 3};
    double[] gains = {0, 0.6, 0.9, 1.4};
    double[] costs = {0, 0, 10, 90};
    return of(
        6,
        4,
        cell -> {
          double[] signal = {1, 0, 0, 0};
          int[] depth = new int[4];
          double cost = 5;
          for (int i = 0; i < 6; i++) {
            cost += costs[cell[i]];
            if (cell[i] > 0 && signal[from[i]] > 0) {
              signal[to[i]] += weights[i] * gains[cell[i]] * Math.sqrt(signal[from[i]]);
              depth[to[i]] = Math.max(depth[to[i]], depth[from[i]] + (cell[i] > 1 ? 1 : 0));
            }
          }
          double error =
              signal[3] == 0
                  ? 60
                  : 55
                      - 4 * Math.log1p(signal[3])
                      - 3 * Math.min(2, depth[3])
                      + (depth[3] == 3 ? 1.5 : 0);
          return new double[] {error + 0.4 * normal(random), Math.log10(cost)};
        });
  }

  /** The same designs with the error alone. */
  Terrain alone() {
    return new Terrain(choices, points, 1, false);
  }

  /** The same designs with a cost that only an evaluation shows. */
  Terrain blind() {
    return new Terrain(choices, points, 2, false);
  }

  private double[] point(Encoding encoding) {
    int number = 0;
    for (int i = 0; i < encoding.size(); i++) {
      number = number * choices.get(i) + encoding.index(i);
    }
    return points.get(number);
  }

  private List<double[]> evaluated(String strategy, long seed, int budget) {
    Strategy search =
        Strategies.named(strategy).start(this, seed, Encoding.of(new int[choices.size()]));
    Archive archive = new Archive();
    List<double[]> found = new ArrayList<>();
    while (found.size() < budget) {
      for (Encoding encoding : search.propose(archive, budget - found.size())) {
        double[] point = point(encoding);
        archive.add(encoding, objectives == 1 ? new double[] {point[0]} : point, 0);
        if (found.size() < budget) {
          found.add(point);
        }
      }
    }
    return found;
  }

  /** What the least error of a search is above the least of all, the mean over seeds 1 to 20. */
  double regret(String strategy, int budget) {
    return LongStream.rangeClosed(1, 20)
            .mapToDouble(seed -> least(evaluated(strategy, seed, budget)))
            .average()
            .orElseThrow()
        - least(points);
  }

  private static double least(List<double[]> points) {
    return points.stream().mapToDouble(point -> point[0]).min().orElseThrow();
  }

  /**
   * The share of the hypervolume of the front that a search finds, the mean over the same seeds.
   */
  double share(String strategy, int budget) {
    List<double[]> front = Front.of(points).stream().map(points::get).toList();
    double[] corner = new double[2];
    for (int i = 0; i < 2; i++) {
      int which = i;
      double most = front.stream().mapToDouble(point -> point[which]).max().orElseThrow();
      double least = front.stream().mapToDouble(point -> point[which]).min().orElseThrow();
      corner[i] = most + 0.1 * (most - least);
    }
    double all = Hypervolume.of(front, corner);
    return LongStream.rangeClosed(1, 20)
        .mapToDouble(seed -> Hypervolume.of(evaluated(strategy, seed, budget), corner) / all)
        .average()
        .orElseThrow();
  }

  @Override
  public EncodingSpace space() {
    return new EncodingSpace(choices);
  }

  @Override
  public boolean isCheap(int objective) {
    return known && objective == 1;
  }

  @Override
  public double cheap(int objective, Encoding encoding) {
    return point(encoding)[objective];
  }

  @Override
  public double violation(Encoding encoding) {
    return 0;
  }
}
