package convspectrum.search.cause;

import java.util.List;

/**
 * A rule which channels a group are fast on a runtime. One channel is a depthwise convolution,
 * which runtimes have kernels of its own for, and is no exception only in the rule of two or more.
 */
public sealed interface ChannelRule {
  /** The rules that are tried, the weaker of two of a kind first. */
  List<ChannelRule> CANDIDATES =
      List.of(
          new Multiple(2),
          new Multiple(4),
          new Multiple(8),
          new Multiple(16),
          new AtLeast(2),
          new AtLeast(4),
          new AtLeast(8),
          new AtLeast(16),
          new AtLeast(32));

  /** Whether so many channels a group are fast by it. */
  boolean keeps(long channels);

  /** It in words: {@code a multiple of 4}. */
  String text();

  /** Divisible channels. */
  record Multiple(int of) implements ChannelRule {
    @Override
    public boolean keeps(long channels) {
      return channels == 1 || channels % of == 0;
    }

    @Override
    public String text() {
      return "one, or a multiple of " + of;
    }
  }

  /** Many channels. The rule of 2 says that all but one are fast, so one is no exception there. */
  record AtLeast(int least) implements ChannelRule {
    @Override
    public boolean keeps(long channels) {
      return channels >= least || (channels == 1 && least > 2);
    }

    @Override
    public String text() {
      return least == 2 ? "two or more" : "one, or %d or more".formatted(least);
    }
  }
}
