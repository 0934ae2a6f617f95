package convspectrum.cli.training;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.Equality;
import convspectrum.search.training.study.StudySchedule;
import convspectrum.spec.fault.Suggestions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which designs of a study are trained, and for how long. */
final class ScheduleOptions {
  private static final int MOST = 100_000;
  private static final int MOST_SEEDS = 1000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each image is shown. Default: as the study says.")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images of a step. Default: as the study says.")
  private @Nullable Integer batch;

  @Option(
      names = "--rates",
      paramLabel = "X",
      split = ",",
      description =
          "Learning rates, by commas; each design gets the one that is best on the validation"
              + " images. Default: as the study says.")
  private List<Double> rates = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Paired seeds of every design. Default: as the study says.")
  private @Nullable Integer seeds;

  @Option(
      names = "--most-seeds",
      paramLabel = "N",
      description =
          "Seeds of designs whose difference has no sign with --seeds. Default: as the study says,"
              + " or twice --seeds.")
  private @Nullable Integer mostSeeds;

  @Option(
      names = "--equal",
      paramLabel = "NAME",
      split = ",",
      description =
          "What compared designs have in common, by commas: width, macs. Default: all that the"
              + " study can.")
  private List<String> equal = List.of();

  @Option(
      names = "--only",
      paramLabel = "NAME=VALUES",
      description =
          "Train these values of a parameter alone, by commas, as segments=1,8,depthwise. May be"
              + " repeated.")
  private List<String> only = List.of();

  /** The schedule of a study, with what the options change. */
  StudySchedule schedule(StudySchedule usual) {
    number("--epochs", epochs, MOST);
    number("--batch", batch, MOST);
    number("--seeds", seeds, MOST_SEEDS);
    number("--most-seeds", mostSeeds, MOST_SEEDS);
    for (double rate : rates) {
      if (!(rate > 0 && Double.isFinite(rate))) {
        throw new UsageException("--rates " + rate + ": expected numbers above 0");
      }
    }
    int pairs = or(seeds, usual.seeds());
    int most = or(mostSeeds, seeds == null ? usual.mostSeeds() : 2 * pairs);
    if (most < pairs) {
      throw new UsageException(
          "--most-seeds %d: found %d seeds of every design; expected at least as many"
              .formatted(most, pairs));
    }
    return new StudySchedule(
        usual.data(),
        usual.images(),
        or(epochs, usual.epochs()),
        or(batch, usual.batch()),
        rates.isEmpty() ? usual.rates() : rates.stream().distinct().toList(),
        pairs,
        most);
  }

  private static void number(String option, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      throw new UsageException("%s %d: expected 1 to %d".formatted(option, value, most));
    }
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  /** What compared designs have in common. */
  Set<Equality> equalities(AccuracyStudy study) {
    Set<Equality> wanted = EnumSet.noneOf(Equality.class);
    for (String name : equal) {
      wanted.add(
          Choice.of(
              "--equal",
              name,
              word ->
                  Arrays.stream(Equality.values())
                      .filter(one -> one.word().equals(word))
                      .findFirst()
                      .orElseThrow(() ->
                          new IllegalArgumentException(
                              "found '" + word + "'; expected width or macs"))));
    }
    if (wanted.isEmpty()) {
      wanted = EnumSet.allOf(Equality.class);
      if (study.equalMacs().isEmpty()) {
        wanted.remove(Equality.MACS);
      }
    } else if (wanted.contains(Equality.MACS) && study.equalMacs().isEmpty()) {
      throw new UsageException(
          "--equal macs: found no equal-macs in the study; expected a parameter that makes them"
              + " equal; try --equal width");
    }
    return wanted;
  }

  /** The values of parameters that are wanted; none of a parameter of which all are. */
  Map<String, List<String>> only(AccuracyStudy study) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String one : only) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--only %s: expected NAME=VALUES, such as %s=%s"
                .formatted(one, study.varied(), study.values(study.varied()).getFirst()));
      }
      String name = one.substring(0, equals);
      if (!study.parameters().contains(name)) {
        throw new UsageException(
            "--only %s: found no parameter '%s' that the study varies or compares; %s"
                .formatted(one, name, Suggestions.didYouMean(name, study.parameters())));
      }
      List<String> values = List.of(one.substring(equals + 1).split(",", -1));
      for (String value : values) {
        if (!study.values(name).contains(value)) {
          throw new UsageException(
              "--only %s: found no value '%s'; expected some of %s"
                  .formatted(one, value, String.join(", ", study.values(name))));
        }
      }
      if (wanted.put(name, values) != null) {
        throw new UsageException(
            "--only %s: found %s twice; expected it once".formatted(one, name));
      }
    }
    return wanted;
  }
}
