package convspectrum.spec.zoo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was published of one design of a network.
 *
 * @param network its name in the zoo
 * @param settings parameter to choice, as {@link convspectrum.spec.Spec#design} takes them; the
 *     others keep their defaults
 * @param params learned parameters, as printed
 * @param macs multiply-accumulates, as printed
 * @param top1 accuracy on ImageNet's validation set, in percent
 * @param source where all of this stands; empty where nothing was published
 * @param note a known error or another way to count; empty where there is none
 */
public record Published(
    String network,
    Map<String, String> settings,
    Optional<Printed> params,
    Optional<Printed> macs,
    OptionalDouble top1,
    String source,
    String note) {
  public Published {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  static Published of(Resource.Row row) {
    String top1 = row.text("top1");
    return new Published(
        row.text("network"),
        row.settings(),
        printed(row.text("params")),
        printed(row.text("macs")),
        top1.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(top1)),
        row.text("source"),
        row.text("note"));
  }

  private static Optional<Printed> printed(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Printed(text));
  }
}
