package convspectrum.formats.onnx.read.constant;

import java.util.function.Supplier;

/** A tensor that the model stores, read when asked. Compared by identity. */
public final class Initializer {
  private final String name;
  private final Kind kind;
  private final int elementType;
  private final int[] dims;
  private final boolean ofGraph;
  private final boolean embedded;
  private final boolean present;
  private final Supplier<NdArray> values;

  /**
   * @param elementType ONNX's number of the type of its elements
   * @param ofGraph whether it is an initializer of the graph: its elements are parameters wherever
   *     they are used. The tensor of a Constant node is one only as a weight of a layer.
   * @param embedded whether the model itself holds the values, and they are at hand
   * @param present whether the model, or a file beside it, holds the values
   */
  public Initializer(
      String name,
      Kind kind,
      int elementType,
      int[] dims,
      boolean ofGraph,
      boolean embedded,
      boolean present,
      Supplier<NdArray> values) {
    this.name = name;
    this.kind = kind;
    this.elementType = elementType;
    this.dims = dims;
    this.ofGraph = ofGraph;
    this.embedded = embedded;
    this.present = present;
    this.values = values;
  }

  /** Its name in the model. */
  public String name() {
    return name;
  }

  /** The kind of its elements. */
  public Kind kind() {
    return kind;
  }

  /** ONNX's number of the type of its elements, as in {@code TensorProto.DataType}. */
  public int elementType() {
    return elementType;
  }

  /** Its dimensions. Callers must not write to the array. */
  public int[] dims() {
    return dims;
  }

  /** Whether its elements are parameters wherever they are used. */
  public boolean ofGraph() {
    return ofGraph;
  }

  /** Whether its values can be read: many models travel without their external data. */
  public boolean isPresent() {
    return present;
  }

  boolean isEmbedded() {
    return embedded;
  }

  /** The constant that it is. */
  public ConstantTensor constant() {
    return ConstantTensor.stored(this);
  }

  NdArray read() {
    return values.get();
  }
}
