package convspectrum.spec.template;

import convspectrum.spec.parameter.ParameterValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a {@code choose} stands. Inside {@code repeat} it is one parameter per repetition; they
 * follow each other in the space, the innermost repetition fastest.
 */
public final class ChoiceSite {
  private final String path;
  private final List<RepeatSite> repeats;
  private final List<ParameterValue> options;
  private final int defaultIndex;
  private final int[] strides;
  private int first = -1;

  public ChoiceSite(
      String path, List<RepeatSite> repeats, List<ParameterValue> options, int defaultIndex) {
    this.path = path;
    this.repeats = List.copyOf(repeats);
    this.options = List.copyOf(options);
    this.defaultIndex = defaultIndex;
    this.strides = new int[repeats.size()];
  }

  /** The way to it in the document. */
  public String path() {
    return path;
  }

  public List<RepeatSite> repeats() {
    return repeats;
  }

  public List<ParameterValue> options() {
    return options;
  }

  public int defaultIndex() {
    return defaultIndex;
  }

  /** Fixes where its parameters begin in the space, and returns where the next may. */
  public int place(int index) {
    first = index;
    int stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.multiplyExact(stride, repeats.get(i).most());
    }
    return Math.addExact(index, stride);
  }

  /**
   * The place of its parameter in the space.
   *
   * @param repetitions the running number in each enclosing repeat, outermost first, from 0
   */
  public int parameter(int[] repetitions) {
    int index = first;
    for (int i = 0; i < strides.length; i++) {
      index += strides[i] * repetitions[i];
    }
    return index;
  }

  /** The names of its parameters: its path with the repetitions in it, in order. */
  public List<String> names() {
    List<String> names = List.of("");
    int written = 0;
    for (RepeatSite repeat : repeats) {
      int end = repeat.path().length();
      String part = path.substring(written, end);
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        for (int i = 0; i < repeat.most(); i++) {
          longer.add(name + part + "[" + i + "]");
        }
      }
      names = longer;
      written = end;
    }
    String rest = path.substring(written);
    return names.stream().map(name -> name + rest).toList();
  }
}
