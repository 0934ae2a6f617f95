package convspectrum.executor.vector.layout;

import convspectrum.executor.vector.code.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the channels of a feature map lie inside a pixel. A slot that holds no channel holds some
 * finite number.
 */
public final class ChannelOrder {
  private final int channels;
  private final int slots;

  /** Null where channel c lies at slot c: a matrix seen as one pixel has millions of channels. */
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

  /** Channel c at slot c. */
  public static ChannelOrder natural(int channels) {
    return new ChannelOrder(channels);
  }

  /** Groups one after the other, each starting {@code pitch} slots after the one before. */
  public static ChannelOrder blocks(int groups, int perGroup, int pitch) {
    int[] slots = new int[groups * perGroup];
    for (int c = 0; c < slots.length; c++) {
      slots[c] = c / perGroup * pitch + c % perGroup;
    }
    return of(slots);
  }

  /** Channel i of all groups side by side: a group in each lane. */
  public static ChannelOrder interleaved(int groups, int perGroup, Lanes lanes) {
    int pitch = lanes.roundUp(groups);
    int[] slots = new int[groups * perGroup];
    for (int c = 0; c < slots.length; c++) {
      slots[c] = c % perGroup * pitch + c / perGroup;
    }
    return of(slots);
  }

  /** The orders of several maps, one after the other, each from a whole register on. */
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

  /** The channels from {@code start} on, counted from the least slot of them. */
  public ChannelOrder range(int start, int end) {
    int first = firstSlot(start, end);
    return of(IntStream.range(start, end).map(c -> slot(c) - first).toArray());
  }

  /** The least slot of a range of channels. */
  public int firstSlot(int start, int end) {
    return IntStream.range(start, end).map(this::slot).min().orElseThrow();
  }

  /** The same slots, read in another order: channel c is this order's {@code channels[c]}. */
  public ChannelOrder permuted(int[] channels) {
    return of(Arrays.stream(channels).map(this::slot).toArray());
  }

  /** Channels. */
  public int channels() {
    return channels;
  }

  /** One more than the last slot that holds a channel. */
  public int slots() {
    return slots;
  }

  /** Where a channel lies. */
  public int slot(int channel) {
    return slotOf == null ? channel : slotOf[channel];
  }

  /** The channel at each slot; -1 for none. */
  public int[] channelAtSlot(int size) {
    int[] channelAt = new int[size];
    Arrays.fill(channelAt, -1);
    for (int c = 0; c < channels; c++) {
      channelAt[slot(c)] = c;
    }
    return channelAt;
  }

  /** Channels that follow each other in neighbouring slots. */
  public record Run(int channel, int slot, int length) {}

  /** The fewest runs that hold the channels from {@code start} to {@code end}, exclusive. */
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

  /** Whether channel c lies at slot c. */
  public boolean isNatural() {
    return slotOf == null;
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
