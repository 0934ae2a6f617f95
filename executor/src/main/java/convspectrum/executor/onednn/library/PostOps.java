package convspectrum.executor.onednn.library;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a primitive does to each element of its result before it stores it, in order.
 *
 * @param all the operations
 */
public record PostOps(List<PostOp> all) {
  /** None. */
  public static final PostOps NONE = new PostOps(List.of());

  public PostOps {
    all = List.copyOf(all);
  }

  /** One of them. */
  public sealed interface PostOp {}

  /** Adds what the memory of the result holds before. */
  public record Sum() implements PostOp {}

  /** Applies a function. */
  public record Function(Eltwise eltwise) implements PostOp {}

  /** Combines the result with another value, broadcast to it. */
  public record Combine(BinaryAlgorithm algorithm, Layout other) implements PostOp {}

  /** These and one more. */
  public PostOps then(PostOp next) {
    return new PostOps(Stream.concat(all.stream(), Stream.of(next)).toList());
  }

  /** These and functions, one after the other. */
  public PostOps then(List<Eltwise> functions) {
    PostOps both = this;
    for (Eltwise function : functions) {
      both = both.then(new Function(function));
    }
    return both;
  }

  /** The index by which arguments name the other value of an operation. */
  public static int argument(int operation) {
    return 32768 * (operation + 1) | Primitives.SOURCE_1;
  }

  void appendTo(MemorySegment chain) {
    for (PostOp op : all) {
      switch (op) {
        case Sum() -> Functions.APPEND_SUM.call(chain, 1f, 0, 0);
        case Function(var eltwise) ->
            Functions.APPEND_ELTWISE.call(
                chain, eltwise.algorithm().code(), (float) eltwise.alpha(), (float) eltwise.beta());
        case Combine(var algorithm, var other) ->
            Functions.APPEND_BINARY.call(chain, algorithm.code(), other.handle());
      }
    }
  }

  /** What they are, for the key of a step. */
  public String text() {
    return all.stream()
        .map(op ->
            switch (op) {
              case Sum() -> "sum";
              case Function(var f) -> f.algorithm() + "(" + f.alpha() + ", " + f.beta() + ")";
              case Combine(var algorithm, var other) -> algorithm + " " + other.text();
            })
        .collect(Collectors.joining(" + "));
  }
}
