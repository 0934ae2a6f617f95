package convspectrum.executor.vector.layout;

import convspectrum.executor.vector.code.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The positions of the channels of a feature map inside a pixel. A slot without a channel holds any
 * finite number.
 */
public final class ChannelOrder {
  private final int channels;
  private final int slots;

  /** Null if channel c is at slot c: a matrix seen as one pixel has millions of channels. */
  private final int @Nullable [] slotOf;

  private ChannelOrder(int channels) {
    this.channels = channels;
    this.slots = channels;
    this.slotOf = null;
  }

  private ChannelOrder(int[] slotOf) {
    this.channels = slotOf.length;
    this.slots = Arrays.stream(slotOf).max().orElse(-1) + 1;
    this.slotOf = slotOf;
  }

  private static ChannelOrder of(int[] slotOf) {
    for (int c = 0; c < slotOf.length; c++) {
      if (slotOf[c] != c) {
        return new ChannelOrder(slotOf);
      }
    }
    return natural(slotOf.length);
  }

  /** The order with channel c at slot c. */
  public static ChannelOrder natural(int channels) {
    return new ChannelOrder(channels);
  }

  /** Groups one after another; each starts {@code pitch} slots after the one before. */
  public static ChannelOrder blocks(int groups, int perGroup, int pitch) {
    int[] slots = new int[groups * perGroup];
    for (int c = 0; c < slots.length; c++) {
      slots[c] = c / perGroup * pitch + c % perGroup;
    }
    return of(slots);
  }

  /** Channel i of all groups side by side, so that each lane holds a group. */
  public static ChannelOrder interleaved(int groups, int perGroup, Lanes lanes) {
    int pitch = lanes.roundUp(groups);
    int[] slots = new int[groups * perGroup];
    for (int c = 0; c < slots.length; c++) {
      slots[c] = c % perGroup * pitch + c / perGroup;
    }
    return of(slots);
  }

  /** The orders of several maps one after another; each starts at a whole register. */
  public static ChannelOrder joined(List<ChannelOrder> parts, Lanes lanes) {
    int[] slots = new int[parts.stream().mapToInt(ChannelOrder::channels).sum()];
    int channel = 0;
    int start = 0;
    for (ChannelOrder part : parts) {
      for (int c = 0; c < part.channels; c++) {
        slots[channel++] = start + part.slot(c);
      }
      start += lanes.roundUp(part.slots);
    }
    return of(slots);
  }

  /** The channels from {@code start} on, counted from their smallest slot. */
  public ChannelOrder range(int start, int end) {
    int first = firstSlot(start, end);
    return of(IntStream.range(start, end).map(c -> slot(c) - first).toArray());
  }

  /** The smallest slot of a range of channels. */
  public int firstSlot(int start, int end) {
    return IntStream.range(start, end).map(this::slot).min().orElseThrow();
  }

  /** The same slots in another order: channel c is this order's {@code channels[c]}. */
  public ChannelOrder permuted(int[] channels) {
    return of(Arrays.stream(channels).map(this::slot).toArray());
  }

  /** Number of channels. */
  public int channels() {
    return channels;
  }

  /** One more than the last slot that holds a channel. */
  public int slots() {
    return slots;
  }

  /** The slot of a channel. */
  public int slot(int channel) {
    return slotOf == null ? channel : slotOf[channel];
  }

  /** The channel at each slot; -1 if there is none. */
  public int[] channelAtSlot(int size) {
    int[] channelAt = new int[size];
    Arrays.fill(channelAt, -1);
    for (int c = 0; c < channels; c++) {
      channelAt[slot(c)] = c;
    }
    return channelAt;
  }

  /** Consecutive channels in neighbouring slots. */
  public record Run(int channel, int slot, int length) {}

  /** Returns the fewest runs that hold the channels from {@code start} until {@code end}. */
  public List<Run> runs(int start, int end) {
    List<Run> runs = new ArrayList<>();
    int first = start;
    for (int c = start + 1; c <= end; c++) {
      if (c == end || slot(c) != slot(c - 1) + 1) {
        runs.add(new Run(first, slot(first), c - first));
        first = c;
      }
    }
    return runs;
  }

  /** Whether channel c is at slot c. */
  public boolean isNatural() {
    return slotOf == null;
  }

  /**
   * A text that only equal orders share: the number of channels, and where they lie. Of groups of n
   * channels, {@code n*a+b} says that channels lie a slots and groups b slots apart.
   */
  public String description() {
    if (slotOf == null) {
      return channels + " channels";
    }
    int inner = channels > 1 ? slotOf[1] - slotOf[0] : 0;
    int group = 1;
    while (group < channels && slotOf[group] == slotOf[0] + group * inner) {
      group++;
    }
    int outer = group < channels ? slotOf[group] - slotOf[0] : 0;
    for (int c = 0; c < channels; c++) {
      if (slotOf[c] != c / group * outer + c % group * inner) {
        return channels + " channels at " + Arrays.toString(slotOf);
      }
    }
    return "%d channels %d*%d+%d".formatted(channels, group, inner, outer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelOrder order
        && channels == order.channels
        && Arrays.equals(slotOf, order.slotOf);
  }

  @Override
  public int hashCode() {
    return 31 * channels + Arrays.hashCode(slotOf);
  }

  @Override
  public String toString() {
    return "%d channels in %d slots, %d runs"
        .formatted(channels(), slots, runs(0, channels()).size());
  }
}
