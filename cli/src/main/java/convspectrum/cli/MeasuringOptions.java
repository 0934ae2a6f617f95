package convspectrum.cli;

import convspectrum.executor.Runtimes;
import convspectrum.executor.measure.QuickProtocol;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.StudyOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to take times. */
final class MeasuringOptions {
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(s|m)?");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?)%?");

  @Mixin private SeedOption seed;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      split = ",",
      description =
          "Runtimes to time, by commas: onnxruntime, reference. Default: all but reference.")
  private List<String> runtimes = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads inside a pass. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "How to measure: quick (in this process). Default: ${DEFAULT-VALUE}.")
  private String protocol;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "40s",
      description = "Time for each runtime, as 40s or 2m. Default: ${DEFAULT-VALUE}.")
  private String budget;

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      defaultValue = "1%",
      description =
          "End early once every speed-up is known within this. Default: ±${DEFAULT-VALUE}.")
  private String precision;

  long seed() {
    return seed.value();
  }

  StudyOptions study() {
    if (!protocol.equals("quick")) {
      throw new UsageException("--protocol " + protocol + ": expected quick");
    }
    QuickProtocol quick =
        QuickProtocol.DEFAULT.withBudget(duration()).withPrecision(share()).withSeed(seed.value());
    return new StudyOptions(chosen(), Threads.options(threads), quick, seed.value());
  }

  private List<InferenceRuntime> chosen() {
    if (runtimes.isEmpty()) {
      return Runtimes.all().stream()
          .filter(runtime -> !(runtime instanceof ReferenceRuntime))
          .toList();
    }
    Set<String> names = new LinkedHashSet<>(runtimes);
    return names.stream().map(name -> Choice.of("--runtime", name, Runtimes::named)).toList();
  }

  private Duration duration() {
    Matcher matcher = SECONDS.matcher(budget);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new UsageException("--budget " + budget + ": expected a time such as 40s or 2m");
    }
    double seconds = Double.parseDouble(matcher.group(1)) * ("m".equals(matcher.group(2)) ? 60 : 1);
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private double share() {
    Matcher matcher = PERCENT.matcher(precision);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new UsageException("--precision " + precision + ": expected a percentage such as 2%");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }
}
