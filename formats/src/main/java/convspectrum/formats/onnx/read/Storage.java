package convspectrum.formats.onnx.read;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the values of a model's tensors are. A model that travels without them can still be
 * counted.
 *
 * @param tensors initializers that an output depends on
 * @param absent how many of them neither the model nor a file beside it holds
 * @param fixed elements of weights that Constant nodes hold, beside layers whose weights are
 *     initializers: filters that nothing trains, as those of a blur pool
 * @param files of external data by their paths from the model's folder, and whether each is there
 */
public record Storage(int tensors, int absent, long fixed, SortedMap<String, Boolean> files) {
  public Storage {
    if (absent < 0 || absent > tensors) {
      throw new IllegalArgumentException(absent + " absent of " + tensors + " tensors");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
