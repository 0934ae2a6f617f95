package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Channels cut in parts, and the numbers that cut them evenly. */
final class Parts {
  private static final int LISTED = 40;

  private Parts() {}

  /** Equal parts; the remainder goes to the first ones: 10 in 3 parts is 4, 3, 3. */
  static List<Integer> equal(int channels, int parts) {
    int each = channels / parts;
    List<Integer> sizes = new ArrayList<>(parts);
    sizes.add(channels - each * (parts - 1));
    for (int i = 1; i < parts; i++) {
      sizes.add(each);
    }
    return sizes;
  }

  /** Parts in proportion to shares. Each is rounded down, and the remainder goes to the first. */
  static List<Integer> byShares(int channels, List<Double> shares) {
    double total = shares.stream().mapToDouble(Double::doubleValue).sum();
    List<Integer> sizes = new ArrayList<>(shares.size());
    int rest = channels;
    for (double share : shares) {
      // The 1e-9 makes 0.1 of 30 channels 3, not 2.
      int size = (int) (channels * (share / total) + 1e-9);
      sizes.add(size);
      rest -= size;
    }
    sizes.set(0, sizes.getFirst() + rest);
    if (sizes.contains(0)) {
      throw new FieldException(
          "shares", "they cut " + channels + " channels in " + sizes, "at least one in each part");
    }
    return sizes;
  }

  static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** All divisors, ascending; where there are very many, the first ones. */
  static String listDivisors(int number) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int d = 1; (long) d * d <= number; d++) {
      if (number % d == 0) {
        low.add(d);
        if (d != number / d) {
          high.addFirst(number / d);
        }
      }
    }
    low.addAll(high);
    String first =
        low.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
    return low.size() > LISTED ? first + ", …" : first;
  }
}
