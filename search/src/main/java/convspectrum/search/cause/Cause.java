package convspectrum.search.cause;

import java.util.Locale;
import java.util.OptionalLong;

/** Why a design takes more time than its neighbours suggest, as far as its profile shows. */
public sealed interface Cause {
  /** It in words, without a full stop. */
  String text();

  /**
   * A runtime falls back to the kernel that is for anything.
   *
   * @param kernel its name
   * @param channels channels a group; none where the design has several
   */
  record ReferenceKernel(String kernel, OptionalLong channels) implements Cause {
    @Override
    public String text() {
      return "no fast kernel%s: it is computed by the reference kernel %s"
          .formatted(
              channels.isPresent()
                  ? " for %d channel%s a group"
                      .formatted(channels.getAsLong(), channels.getAsLong() == 1 ? "" : "s")
                  : "",
              kernel);
    }
  }

  /**
   * Registers or blocks hold more channels than there are.
   *
   * @param share of the multiply-adds, those whose results are thrown away
   * @param neighbours the same of the neighbour that wastes most
   */
  record EmptyLanes(double share, double neighbours) implements Cause {
    @Override
    public String text() {
      return "%s of its multiply-adds fill registers beyond its channels, %s of its neighbours'"
          .formatted(percent(share), percent(neighbours));
    }
  }

  /**
   * Values are copied to other layouts.
   *
   * @param share of the time
   * @param neighbours the same of the neighbour that copies most
   */
  record LayoutChanges(double share, double neighbours) implements Cause {
    @Override
    public String text() {
      return "%s of its time goes to changes of layout, %s of its neighbours'"
          .formatted(percent(share), percent(neighbours));
    }
  }

  /**
   * Another algorithm than its neighbours'.
   *
   * @param kernel its name
   * @param neighbours name of theirs
   */
  record OtherKernel(String kernel, String neighbours) implements Cause {
    @Override
    public String text() {
      return "it is computed by the kernel %s, its neighbours by %s".formatted(kernel, neighbours);
    }
  }

  /** The profile shows none, or there is no profile. */
  record NotKnown() implements Cause {
    @Override
    public String text() {
      return "cause not known";
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
