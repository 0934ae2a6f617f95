package convspectrum.cli.measure;

import convspectrum.cli.terminal.StillWorking;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.machine.probe.KnownLimits;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.study.Latencies;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the machine can do at most, as a command that measures asks for it and says so. */
final class LimitsOfMachine {
  private LimitsOfMachine() {}

  /** What the machine can do at most, measured now if it never was. */
  static MachineLimits limits(Machine machine, PrintWriter err) {
    return KnownLimits.kept(machine)
        .orElseGet(() -> {
          note(err).accept("measuring peak and bandwidth of this machine, once, some seconds");
          return StillWorking.quietly(() -> KnownLimits.measure(machine, note(err)));
        });
  }

  /**
   * Limits to hold measurements against, once it is known what programs reached: those that are
   * there, or new ones where a program did more.
   */
  static MachineLimits held(
      Machine machine, MachineLimits limits, List<Reached> programs, PrintWriter err) {
    return StillWorking.quietly(
        () -> KnownLimits.heldAgainst(machine, limits, programs, note(err)));
  }

  /** Says something at once, since what follows takes seconds. */
  static Consumer<String> note(PrintWriter err) {
    return text -> {
      err.println("note: " + text);
      err.flush();
    };
  }

  /** The same for designs that were measured, and those of them that were profiled. */
  static MachineLimits held(
      Machine machine,
      MachineLimits limits,
      Designs designs,
      Latencies latencies,
      List<DesignProfile> profiles,
      PrintWriter err) {
    Ceiling ceiling = new Ceiling(limits);
    List<Reached> reached = new ArrayList<>(ceiling.reached(designs, latencies));
    profiles.forEach(profile -> reached.addAll(ceiling.reached(profile.times())));
    return held(machine, limits, reached, err);
  }

  /** The same for what only has times: limits that are kept are held against them too. */
  static void hold(Machine machine, Designs designs, Latencies latencies, PrintWriter err) {
    KnownLimits.kept(machine)
        .ifPresent(limits -> held(machine, limits, designs, latencies, List.of(), err));
  }
}
