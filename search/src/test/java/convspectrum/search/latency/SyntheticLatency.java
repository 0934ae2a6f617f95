package convspectrum.search.latency;

import convspectrum.search.figure.Direction;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.MeasuredGroup;
import convspectrum.search.run.MeasuredRounds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** A latency whose truth is known: noise of groups about a time that depends on the network. */
final class SyntheticLatency implements MeasuredFigure {
  private final long seed;
  private final Random random;
  private final double noise;
  private String name = "synthetic-latency";
  private double exponent = -0.4;
  private int spikeIn;
  private double spike = 1;

  /** Number of groups that were measured. */
  int groups;

  /** Latency with this relative standard deviation, of groups and of rounds within them. */
  SyntheticLatency(long seed, double noise) {
    this.seed = seed;
    this.random = new Random(seed);
    this.noise = noise;
  }

  /** Under another name, growing with MACs to this power. */
  SyntheticLatency named(String newName, double newExponent) {
    name = newName;
    exponent = newExponent;
    return this;
  }

  /** In the group of this number, from 1, every other design takes so many times as long. */
  SyntheticLatency withSpikeIn(int group, double times) {
    spikeIn = group;
    spike = times;
    return this;
  }

  /** By default it falls as MACs grow, by about 4 % from one design to the next. */
  double truth(SearchedDesign design) {
    int hash = Integer.parseInt(design.fingerprint().hex().substring(0, 4), 16);
    return 1e3 * Math.pow(design.cost().total().macs(), exponent) * (1 + (hash % 100) / 1000.0);
  }

  @Override
  public Map<String, Evaluation> measure(
      List<SearchedDesign> designs, Function<String, Optional<Evaluation>> known) {
    groups++;
    String group = Instant.ofEpochSecond(1000 * seed + groups).toString();
    Map<String, Evaluation> found = new LinkedHashMap<>();
    MeasuredGroup conditions = new MeasuredGroup(group, "a machine", "a runtime", 0, "Quiet.");
    found.put(conditions.key(), conditions.evaluation());
    int number = 0;
    for (SearchedDesign design : designs) {
      double times = groups == spikeIn && number++ % 2 == 0 ? spike : 1;
      double level = times * truth(design) * Math.exp(noise * random.nextGaussian());
      List<Double> rounds =
          DoubleStream.generate(() -> level * Math.exp(noise * random.nextGaussian()))
              .limit(15)
              .boxed()
              .toList();
      found.put(
          key(design),
          new Evaluation(
              OptionalDouble.of(level),
              new MeasuredRounds(0, List.of(new MeasuredRounds.Group(group, rounds))).note()));
    }
    return found;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Direction direction() {
    return Direction.MIN;
  }

  @Override
  public boolean isAmount() {
    return true;
  }

  @Override
  public String key(SearchedDesign design) {
    return design.fingerprint().hex();
  }
}
