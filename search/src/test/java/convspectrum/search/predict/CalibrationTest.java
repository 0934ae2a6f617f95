package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.tensor.SeededWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  private static final Sweep SPACE =
      Sweep.all(
          Spec.parse(
              "small.yaml",
              """
              name: small
              input: {channels: 4, height: 16, width: 16}
              parameters:
                width: [8, 16, 24, 32]
                kernel: [1, 3, 5]
                last: [8, 12, 16]
                groups: [1, 2, 4, 8]
              layers:
                - conv: {out: $width, kernel: 3}
                - conv: {out: $width, kernel: $kernel, groups: $groups}
                - conv: {out: $last, kernel: $kernel}
              """));

  private static final ReferenceRuntime RUNTIME = new ReferenceRuntime();

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();
  private int groups;
  private int interruptedGroup = -1;
  private String version = "1";

  /** A machine that becomes slower from group to group, which the baseline shows. */
  private final class Machine implements DesignTimer {
    @Override
    public Conditions conditions() {
      return new Conditions("reference", version, 1, "float32", "here", Instant.EPOCH);
    }

    @Override
    public String protocol() {
      return "simulated";
    }

    @Override
    public GroupTimes time(List<Network> designs) throws InterruptedException {
      if (groups == interruptedGroup) {
        interruptedGroup = -1;
        throw new InterruptedException("interrupted");
      }
      groups++;
      double drift = 1 + 0.1 * groups;
      List<Optional<DesignTime>> times = new ArrayList<>();
      for (Network design : designs) {
        asked.add(design.design().orElseThrow().toString());
        boolean fails = design.design().orElseThrow().value("width").text().equals("24");
        double ms = ms(design);
        times.add(
            fails
                ? Optional.empty()
                : Optional.of(
                    new DesignTime(
                        ms / 2, List.of(ms * drift, ms * drift), profile(design, drift))));
      }
      return new GroupTimes("quiet", 2 * drift, times);
    }

    @Override
    public void close() {}
  }

  private static double nanos(RuntimeStep step) {
    return 1_000 + step.work().macs() / 10.0 + step.work().valueBytes() / 7.0;
  }

  private static List<RuntimeStep> steps(Network network) {
    return RUNTIME.steps(network.graph(), new SeededWeights(1), RunOptions.SINGLE_THREAD);
  }

  private static double ms(Network network) {
    return 0.01 + steps(network).stream().mapToDouble(step -> nanos(step) / 1e6).sum();
  }

  private static List<NodeTime> profile(Network network, double drift) {
    return steps(network).stream()
        .map(step -> new NodeTime(step.nodes(), "op", Math.round(drift * nanos(step))))
        .toList();
  }

  private LatencyTable calibrate(int designs) throws InterruptedException {
    CalibrationTask task =
        new CalibrationTask(
            SPACE,
            "name: small",
            RUNTIME,
            RunOptions.SINGLE_THREAD,
            1,
            Duration.ofMinutes(5),
            designs,
            "1.0",
            "a CPU");
    return new Calibration(
            task,
            _ -> new Machine(),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            () -> groups * 1_000_000_000L)
        .run(file(), StudyProgress.NONE);
  }

  private Path file() {
    return folder.resolve("small.json");
  }

  @Test
  void predictsTheDesignsThatItDidNotTime() throws InterruptedException {
    LatencyTable table = calibrate(72);
    assertThat(LatencyTable.read(file())).isEqualTo(table);
    Predictor predictor = Predictor.of(table);
    SPACE
        .designs()
        .map(design -> Network.design(SPACE.spec(), design, Optional.empty()))
        .filter(network -> !network.design().orElseThrow().value("width").text().equals("24"))
        .forEach(network -> {
          // The median group is that with a drift of 1.2.
          double found = predictor.of(steps(network)).milliseconds() / 1.2;
          assertThat(found / ms(network)).as("%s", network.design()).isBetween(0.97, 1.03);
        });
  }

  @Test
  void leavesOutTheDriftBetweenGroupsAndDesignsThatFail() throws InterruptedException {
    LatencyTable table = calibrate(72);
    assertThat(table.groups()).hasSize(3);
    assertThat(table.designs()).hasSizeBetween(40, 71);
    assertThat(table.designs()).noneMatch(design -> "24".equals(design.choices().get("width")));
    table
        .designs()
        .forEach(design -> {
          Network network =
              Network.design(SPACE.spec(), SPACE.spec().design(design.choices()), Optional.empty());
          assertThat(design.milliseconds() / ms(network)).isBetween(1.199, 1.201);
          assertThat(design.steps().stream().map(table.steps()::get))
              .containsExactlyElementsOf(steps(network).stream().map(StepType::of).toList());
        });
  }

  @Test
  void goesOnWhereItWasInterrupted() throws InterruptedException {
    interruptedGroup = 2;
    assertThatThrownBy(() -> calibrate(72)).isInstanceOf(InterruptedException.class);
    Path part = PartialTable.besides(file());
    assertThat(part).exists();
    assertThat(asked).hasSize(48);
    LatencyTable table = calibrate(72);
    assertThat(asked).hasSize(72);
    Set<String> distinct = new HashSet<>(asked);
    assertThat(distinct).hasSize(72);
    assertThat(table.groups()).hasSize(3);
    assertThat(part).doesNotExist();
    asked.clear();
    groups = 0;
    assertThat(calibrate(72)).as("the same without an interruption").isEqualTo(table);
  }

  @Test
  void beginsAnewWhereTheTaskOrTheConditionsAreOthers() throws Exception {
    interruptedGroup = 1;
    assertThatThrownBy(() -> calibrate(72)).isInstanceOf(InterruptedException.class);
    asked.clear();
    version = "2";
    assertThat(calibrate(72).runtimeVersion()).isEqualTo("2");
    assertThat(asked).hasSize(72);
    interruptedGroup = groups + 1;
    assertThatThrownBy(() -> calibrate(72)).isInstanceOf(InterruptedException.class);
    asked.clear();
    calibrate(48);
    assertThat(asked).hasSize(48);
    Files.writeString(PartialTable.besides(file()), "{");
    asked.clear();
    calibrate(48);
    assertThat(asked).hasSize(48);
  }

  @Test
  void takesTheTimesOfAProfileOnlyWhereAllStepsAreInIt() {
    Network network = Network.design(SPACE.spec(), SPACE.base(), Optional.empty());
    List<RuntimeStep> steps = steps(network);
    List<NodeTime> profile = profile(network, 1);
    assertThat(Calibration.stepNanos(steps, profile))
        .containsExactlyElementsOf(profile.stream().map(time -> (double) time.nanos()).toList());
    assertThat(Calibration.stepNanos(steps, profile.reversed()))
        .isEqualTo(Calibration.stepNanos(steps, profile));
    assertThat(Calibration.stepNanos(steps, profile.subList(1, profile.size()))).isEmpty();
    List<NodeTime> more = new ArrayList<>(profile);
    more.add(new NodeTime("another", "op", 5));
    assertThat(Calibration.stepNanos(steps, more)).isEmpty();
  }

  @Test
  void positionsAreTheNodesThatStepsComputeFirst() {
    Network network = Network.design(SPACE.spec(), SPACE.base(), Optional.empty());
    Map<String, List<StepType>> positions = SpaceSteps.positions(network.graph(), steps(network));
    assertThat(positions.values().stream().flatMap(List::stream))
        .containsExactlyElementsOf(steps(network).stream().map(StepType::of).toList());
    RuntimeStep first = steps(network).getFirst();
    RuntimeStep copy = new RuntimeStep("copy", "copy", List.of("inserted"), first.work());
    assertThat(SpaceSteps.positions(network.graph(), List.of(copy, first, copy)))
        .containsExactly(
            Map.entry(first.nodes().getFirst(), List.of(StepType.of(copy), StepType.of(first))),
            Map.entry("end", List.of(StepType.of(copy))));
  }
}
