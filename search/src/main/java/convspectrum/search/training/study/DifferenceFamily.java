package convspectrum.search.training.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Differences along the parameter that varies, about which one sentence is said.
 *
 * @param equality what the designs have in common
 * @param other the value of the compared parameter whose accuracy is on the left; none where values
 *     of the varied parameter are compared with the first
 * @param base what is on the right: the first value of the compared parameter, or of the varied one
 * @param differences in the order of the values that vary
 */
public record DifferenceFamily(
    Equality equality, Optional<String> other, String base, List<PairedDifference> differences) {
  public DifferenceFamily {
    differences = List.copyOf(differences);
  }

  /**
   * Neighbours of opposite sign.
   *
   * @param from the last value of one sign
   * @param to the next value whose sign is decided, which is the other
   * @param before the sign until {@code from}
   */
  public record Change(String from, String to, Sign before) {}

  /** Where the sign changes: between values whose signs are decided, and nowhere else. */
  public List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    Optional<PairedDifference> last = Optional.empty();
    for (PairedDifference one : differences) {
      if (one.sign() == Sign.UNDECIDED) {
        continue;
      }
      if (last.isPresent() && last.get().sign() != one.sign()) {
        changes.add(
            new Change(last.get().design().value(), one.design().value(), last.get().sign()));
      }
      last = Optional.of(one);
    }
    return changes;
  }

  /** The values that vary whose difference has this sign. */
  public List<String> values(Sign sign) {
    return differences.stream()
        .filter(one -> one.sign() == sign)
        .map(one -> one.design().value())
        .toList();
  }
}
