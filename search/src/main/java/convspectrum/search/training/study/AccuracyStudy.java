package convspectrum.search.training.study;

import convspectrum.search.claim.Claim;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A study of how accuracy goes along a parameter.
 *
 * @param name a word, of which the names of its files are made
 * @param about what it asks, in a sentence
 * @param spec whose designs are trained
 * @param varied the parameter along which accuracy is asked for
 * @param compared the parameter whose values are compared at each value of {@code varied}, in pairs
 *     with the first; without it each value of {@code varied} is compared with the first
 * @param equalMacs how multiply-accumulates are made equal, if they can be
 * @param schedule how designs are trained
 * @param claims statements about accuracies, in percent
 * @param limits what its images cannot tell, a sentence each
 */
public record AccuracyStudy(
    String name,
    String about,
    Spec spec,
    String varied,
    Optional<String> compared,
    Optional<EqualMacs> equalMacs,
    StudySchedule schedule,
    List<Claim> claims,
    List<String> limits) {
  /** The studies that come with the program, by name. */
  public static final List<String> NAMES = List.of("segments", "between");

  /**
   * Multiply-accumulates that are made equal.
   *
   * @param parameter the parameter that is chosen for it, such as the width
   * @param macs multiply-accumulates of an image
   */
  public record EqualMacs(String parameter, double macs) {}

  public AccuracyStudy {
    claims = List.copyOf(claims);
    limits = List.copyOf(limits);
  }

  /** The study of this name among {@link #NAMES}. */
  public static AccuracyStudy named(String name) {
    String file = name + ".yaml";
    try (InputStream in =
        NAMES.contains(name) ? AccuracyStudy.class.getResourceAsStream(file) : null) {
      if (in == null) {
        throw SpecException.ofFile(
            name,
            "there is no study of this name",
            Suggestions.didYouMean(name, NAMES)
                + " A study of your own is a file that ends in .yaml");
      }
      return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The study in a file.
   *
   * @throws SpecException with all its faults
   */
  public static AccuracyStudy read(Path file) {
    return new AccuracyStudyReader(file.toString()).study(YamlReader.read(file));
  }

  /** The study in a text. */
  public static AccuracyStudy parse(String file, String text) {
    return new AccuracyStudyReader(file).study(YamlReader.parse(file, text));
  }

  /** The same with designs that are trained in another way. */
  public AccuracyStudy with(StudySchedule other) {
    return new AccuracyStudy(name, about, spec, varied, compared, equalMacs, other, claims, limits);
  }

  /** The parameters by which designs differ: the one that varies, and that which is compared. */
  public List<String> parameters() {
    return Stream.concat(Stream.of(varied), compared.stream()).toList();
  }

  /** The choices of one of these in their order, as texts. */
  public List<String> values(String parameter) {
    return values(spec, parameter);
  }

  /** The choices of a parameter in their order, as texts. */
  static List<String> values(Spec spec, String parameter) {
    return spec.parameters().stream()
        .filter(one -> one.name().equals(parameter))
        .map(Parameter::values)
        .flatMap(List::stream)
        .map(ParameterValue::text)
        .toList();
  }
}
