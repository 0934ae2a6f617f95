package convspectrum.reports.table;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives out column names that differ in more than case, because Tablesaw compares them in lower
 * case: a spec may well name a parameter {@code MACs}.
 */
public final class ColumnNames {
  private final Set<String> taken = new HashSet<>();

  /**
   * The wanted name where it is free, else {@code prefix_wanted}, else that with a number from 2.
   *
   * @param prefix what the column is, such as {@code parameter}
   */
  public String take(String wanted, String prefix) {
    String name = wanted;
    for (int count = 1; !taken.add(folded(name)); count++) {
      name = prefix + "_" + wanted + (count == 1 ? "" : "_" + count);
    }
    return name;
  }

  /** Two names are the same where these are. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
