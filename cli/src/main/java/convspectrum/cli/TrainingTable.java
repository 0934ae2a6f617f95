package convspectrum.cli;

import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.LatencyTable.Group;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.predict.SpaceSteps;
import convspectrum.search.predict.StepType;
import convspectrum.search.strategy.SplitMix;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A latency table for {@link StartupTraining} alone. Its times are made up from the work of steps,
 * since nothing is measured while the program is built and nobody reads what is predicted.
 */
final class TrainingTable {
  private static final int DESIGNS = 60;
  private static final int GROUPS = 4;
  private static final double CALL_NANOS = 2_000;
  private static final double MACS_PER_NANO = 30;
  private static final long SEED = 1;

  private TrainingTable() {}

  /** Writes a table of a space for {@code vector} on this machine. */
  static void write(Path space, Path file) throws IOException {
    Spec spec = Spec.read(space);
    Sweep sweep = Sweep.all(spec);
    StepPlanner runtime = Runtimes.planner("vector");
    RunOptions run = RunOptions.SINGLE_THREAD;
    SpaceSteps steps = new SpaceSteps(sweep, runtime, run, SEED);
    Map<StepType, Integer> places = new LinkedHashMap<>();
    List<TimedDesign> designs = new ArrayList<>();
    SplitMix random = new SplitMix(SEED);
    while (designs.size() < DESIGNS) {
      Design design = steps.design(steps.space().random(random));
      Map<String, String> choices = new LinkedHashMap<>();
      design.parameters().forEach(one -> choices.put(one.name(), design.value(one.name()).text()));
      List<StepType> its =
          steps.of(steps.encoding(design)).orElseThrow().values().stream()
              .flatMap(List::stream)
              .toList();
      List<Double> nanos = its.stream().map(TrainingTable::nanos).toList();
      double ms = (CALL_NANOS + nanos.stream().mapToDouble(Double::doubleValue).sum()) / 1e6;
      designs.add(
          new TimedDesign(
              choices,
              designs.size() % GROUPS,
              ms,
              ms,
              List.of(ms),
              its.stream().map(one -> places.computeIfAbsent(one, _ -> places.size())).toList(),
              nanos));
    }
    String date = Instant.EPOCH.toString();
    Group group = new Group(date, "nothing was measured", 1);
    new LatencyTable(
            LatencyTable.SCHEMA,
            "training",
            spec.name(),
            Files.readString(space),
            "",
            runtime.name(run),
            runtime.version(),
            run.threads(),
            "float32",
            Machine.read().fingerprint(),
            "made up",
            date,
            SEED,
            "made up",
            List.copyOf(places.keySet()),
            Collections.nCopies(GROUPS, group),
            designs,
            Optional.empty())
        .write(file);
  }

  private static double nanos(StepType step) {
    return 300 + step.work().computedMacs() / MACS_PER_NANO;
  }
}
