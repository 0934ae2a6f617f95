package convspectrum.cli.cluster;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.search.history.RunResult;
import convspectrum.search.study.Latencies;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command measures: for the user, with the machines of a cluster; or on such a machine.
 *
 * @param models arguments that name them, which were read before; none for the bundled example
 * @param format of the tables
 * @param out folder for the results of machines
 * @param seed of resampling
 * @param threads inside a pass
 * @param measuring times them on this machine
 * @param result makes a result of these times
 */
public record FleetWork(
    List<String> models,
    FormatOption format,
    Path out,
    long seed,
    int threads,
    Supplier<Latencies> measuring,
    Function<Latencies, RunResult> result) {
  public FleetWork {
    models = List.copyOf(models);
  }
}
