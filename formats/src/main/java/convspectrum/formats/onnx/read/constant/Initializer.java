package convspectrum.formats.onnx.read.constant;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A tensor that the model stores, read when asked. Compared by identity. */
public final class Initializer {
  private static final Pattern PARAMETER_NAME = Pattern.compile("(\\w+\\.)+[a-zA-Z_]\\w*");

  private final String name;
  private final Kind kind;
  private final int elementType;
  private final int[] dims;
  private final Holder holder;
  private final boolean embedded;
  private final boolean present;
  private final Supplier<NdArray> values;

  /** What of the model holds a tensor. */
  public enum Holder {
    /** The graph: its elements are parameters wherever they are used. */
    GRAPH,
    /** A Constant node: they are parameters as weights of a layer at most. */
    CONSTANT_NODE,
    /** A ConstantOfShape node, which stands for weights that did not travel: as that of a layer. */
    FILLING_NODE
  }

  /**
   * @param elementType ONNX's number of the type of its elements
   * @param holder what of the model holds it
   * @param embedded whether the model itself holds the values, and they are at hand
   * @param present whether the model, or a file beside it, holds the values
   */
  public Initializer(
      String name,
      Kind kind,
      int elementType,
      int[] dims,
      Holder holder,
      boolean embedded,
      boolean present,
      Supplier<NdArray> values) {
    this.name = name;
    this.kind = kind;
    this.elementType = elementType;
    this.dims = dims;
    this.holder = holder;
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

  /** What holds it. */
  public Holder holder() {
    return holder;
  }

  /**
   * Whether its elements are parameters where an op works on them. A single real number without
   * axes is a constant of an expression, such as the 3 and the 6 of a hard-swish, unless it has the
   * name of a module's parameter: {@code blocks.0.gamma}.
   */
  public boolean isLearned() {
    return holder == Holder.GRAPH && kind == Kind.FLOAT && (dims.length > 0 || hasParameterName());
  }

  /** Whether it is named by a path, as the parameters of modules are. */
  public boolean hasParameterName() {
    return PARAMETER_NAME.matcher(name).matches();
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
