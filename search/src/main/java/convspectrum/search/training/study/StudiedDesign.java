package convspectrum.search.training.study;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.training.Classifier;
import java.util.Optional;

/**
 * A design that a study trains.
 *
 * @param row the design with its label and costs
 * @param equality what it has in common with those that it is compared with
 * @param value its value of the parameter that varies
 * @param other its value of the parameter that is compared, if one is
 * @param classifier what is trained
 */
public record StudiedDesign(
    ComparedDesign row,
    Equality equality,
    String value,
    Optional<String> other,
    Classifier classifier) {
  /** Its name, which claims use: {@code segments=8, between=none, equal macs}. */
  public String label() {
    return row.label();
  }

  /** Learned parameters. */
  public long params() {
    return row.cost().total().params();
  }

  /** Multiply-accumulates of an image. */
  public long macs() {
    return row.cost().total().macs() / classifier.input().batch();
  }

  static String label(
      String varied,
      String value,
      Optional<String> compared,
      Optional<String> other,
      Equality equality) {
    return varied
        + "="
        + value
        + compared.map(name -> ", " + name + "=" + other.orElse("")).orElse("")
        + (equality == Equality.MACS ? ", equal macs" : "");
  }
}
