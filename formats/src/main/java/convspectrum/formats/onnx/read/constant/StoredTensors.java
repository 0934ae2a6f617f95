package convspectrum.formats.onnx.read.constant;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** The tensors of a model, with values inside it or beside it. */
public final class StoredTensors {
  /** The most axes of a tensor. Real tensors have fewer; more would be an attack. */
  private static final int MAX_RANK = 64;

  private final Path file;
  private final Map<TensorProto, Region> regions;
  private final ExternalData external;

  /**
   * Tensors of a model.
   *
   * @param file the model itself
   * @param regions where in it the values of those tensors lie that do not hold them, by identity
   * @param external the data beside it
   */
  public StoredTensors(Path file, Map<TensorProto, Region> regions, ExternalData external) {
    this.file = file;
    this.regions = regions;
    this.external = external;
  }

  /**
   * One tensor. Its description is checked now, its values are read when asked.
   *
   * @param holder what holds it
   */
  public Initializer tensor(TensorProto proto, Initializer.Holder holder) {
    int[] dims = dims(proto);
    Kind kind = kind(proto);
    boolean isExternal = proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    boolean present =
        isExternal
            ? external.isPresent(proto.getName(), entries(proto).getOrDefault("location", ""))
            : isEmbedded(proto) || regions.containsKey(proto) || Dims.elements(dims) == 0;
    return new Initializer(
        proto.getName(),
        kind,
        proto.getDataType(),
        dims,
        holder,
        isEmbedded(proto),
        present,
        () -> decode(proto, kind, dims));
  }

  private static boolean isEmbedded(TensorProto proto) {
    boolean values =
        !proto.getRawData().isEmpty()
            || proto.getFloatDataCount() > 0
            || proto.getInt32DataCount() > 0
            || proto.getInt64DataCount() > 0
            || proto.getDoubleDataCount() > 0
            || proto.getUint64DataCount() > 0;
    return values && proto.getDataLocation() != TensorProto.DataLocation.EXTERNAL;
  }

  /** The dimensions of a tensor, checked. */
  public static int[] dims(TensorProto proto) {
    if (proto.getDimsCount() > MAX_RANK) {
      throw new OpException(
          "tensor '%s' has %d axes".formatted(proto.getName(), proto.getDimsCount()),
          "expected at most " + MAX_RANK);
    }
    int[] dims = new int[proto.getDimsCount()];
    for (int i = 0; i < dims.length; i++) {
      long size = proto.getDims(i);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new OpException(
            "tensor '%s' has a dimension of %d".formatted(proto.getName(), size),
            "expected 0 to " + Integer.MAX_VALUE);
      }
      dims[i] = (int) size;
    }
    try {
      Dims.elements(dims);
    } catch (ArithmeticException e) {
      throw new OpException(
          "tensor '" + proto.getName() + "' of " + Dims.text(dims), "expected fewer elements");
    }
    return dims;
  }

  /** What the elements of a tensor are. */
  public static Kind kind(TensorProto proto) {
    return kind(proto.getDataType(), "tensor '" + proto.getName() + "'");
  }

  /** What elements of this type of ONNX are. */
  public static Kind kind(int dataType, String what) {
    return switch (dataType) {
      case TensorProto.DataType.FLOAT_VALUE,
          TensorProto.DataType.FLOAT16_VALUE,
          TensorProto.DataType.BFLOAT16_VALUE,
          TensorProto.DataType.DOUBLE_VALUE ->
          Kind.FLOAT;
      case TensorProto.DataType.UINT8_VALUE,
          TensorProto.DataType.INT8_VALUE,
          TensorProto.DataType.UINT16_VALUE,
          TensorProto.DataType.INT16_VALUE,
          TensorProto.DataType.INT32_VALUE,
          TensorProto.DataType.INT64_VALUE,
          TensorProto.DataType.UINT32_VALUE,
          TensorProto.DataType.UINT64_VALUE ->
          Kind.INTEGER;
      case TensorProto.DataType.BOOL_VALUE -> Kind.BOOL;
      default ->
          throw new UnsupportedOpException(
              "%s is of element type %d (%s), where real numbers of 16 to 64 bits, integers of 8 to 64 bits and truth values are understood"
                  .formatted(what, dataType, TensorProto.DataType.forNumber(dataType)));
    };
  }

  private NdArray decode(TensorProto proto, Kind kind, int[] dims) {
    int count = NdArray.arraySize(dims);
    if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      return raw(proto, kind, dims, externalBytes(proto, count));
    }
    Region region = regions.get(proto);
    if (region != null) {
      requireCount(proto, (long) count * width(proto), region.length(), "bytes");
      return raw(proto, kind, dims, ExternalData.read(file, proto.getName(), region));
    }
    if (!proto.getRawData().isEmpty()) {
      // A slice, since the bytes may lie anywhere in a buffer of the whole file.
      ByteBuffer bytes = proto.getRawData().asReadOnlyByteBuffer().slice();
      requireCount(proto, (long) count * width(proto), bytes.remaining(), "bytes");
      return raw(proto, kind, dims, bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
    return typed(proto, kind, dims, count);
  }

  private ByteBuffer externalBytes(TensorProto proto, int count) {
    Map<String, String> entries = entries(proto);
    long bytes = (long) count * width(proto);
    long length = number(proto, entries, "length", bytes);
    requireCount(proto, bytes, length, "bytes");
    return external.read(
        proto.getName(),
        entries.getOrDefault("location", ""),
        number(proto, entries, "offset", 0),
        Math.toIntExact(Math.min(length, Integer.MAX_VALUE - 8L)));
  }

  private static long number(
      TensorProto proto, Map<String, String> entries, String key, long absent) {
    String text = entries.get(key);
    try {
      return text == null ? absent : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new OpException(
          "external data of '%s' with %s '%s'".formatted(proto.getName(), key, text),
          "expected a number");
    }
  }

  private static Map<String, String> entries(TensorProto proto) {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : proto.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    return entries;
  }

  private static int width(TensorProto proto) {
    return switch (proto.getDataType()) {
      case TensorProto.DataType.UINT8_VALUE,
          TensorProto.DataType.INT8_VALUE,
          TensorProto.DataType.BOOL_VALUE ->
          1;
      case TensorProto.DataType.FLOAT16_VALUE,
          TensorProto.DataType.BFLOAT16_VALUE,
          TensorProto.DataType.UINT16_VALUE,
          TensorProto.DataType.INT16_VALUE ->
          2;
      case TensorProto.DataType.DOUBLE_VALUE,
          TensorProto.DataType.INT64_VALUE,
          TensorProto.DataType.UINT64_VALUE ->
          8;
      default -> 4;
    };
  }

  private static NdArray raw(TensorProto proto, Kind kind, int[] dims, ByteBuffer bytes) {
    return switch (proto.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        yield NdArray.floats(dims, values);
      }
      case TensorProto.DataType.DOUBLE_VALUE ->
          numbers(dims, i -> bytes.getDouble(i * Double.BYTES));
      case TensorProto.DataType.FLOAT16_VALUE ->
          numbers(dims, i -> Float.float16ToFloat(bytes.getShort(i * Short.BYTES)));
      case TensorProto.DataType.BFLOAT16_VALUE ->
          numbers(dims, i -> bfloat16(bytes.getShort(i * Short.BYTES)));
      case TensorProto.DataType.INT64_VALUE, TensorProto.DataType.UINT64_VALUE ->
          integers(kind, dims, i -> bytes.getLong(i * Long.BYTES));
      case TensorProto.DataType.INT32_VALUE ->
          integers(kind, dims, i -> bytes.getInt(i * Integer.BYTES));
      case TensorProto.DataType.UINT32_VALUE ->
          integers(kind, dims, i -> Integer.toUnsignedLong(bytes.getInt(i * Integer.BYTES)));
      case TensorProto.DataType.INT16_VALUE ->
          integers(kind, dims, i -> bytes.getShort(i * Short.BYTES));
      case TensorProto.DataType.UINT16_VALUE ->
          integers(kind, dims, i -> Short.toUnsignedLong(bytes.getShort(i * Short.BYTES)));
      case TensorProto.DataType.INT8_VALUE -> integers(kind, dims, bytes::get);
      default -> integers(kind, dims, i -> Byte.toUnsignedLong(bytes.get(i)));
    };
  }

  private static NdArray typed(TensorProto proto, Kind kind, int[] dims, int count) {
    return switch (proto.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> {
        requireElements(proto, count, proto.getFloatDataList());
        yield numbers(dims, proto::getFloatData);
      }
      case TensorProto.DataType.DOUBLE_VALUE -> {
        requireElements(proto, count, proto.getDoubleDataList());
        yield numbers(dims, proto::getDoubleData);
      }
      case TensorProto.DataType.FLOAT16_VALUE -> {
        requireElements(proto, count, proto.getInt32DataList());
        yield numbers(dims, i -> Float.float16ToFloat((short) proto.getInt32Data(i)));
      }
      case TensorProto.DataType.BFLOAT16_VALUE -> {
        requireElements(proto, count, proto.getInt32DataList());
        yield numbers(dims, i -> bfloat16((short) proto.getInt32Data(i)));
      }
      case TensorProto.DataType.INT64_VALUE -> {
        requireElements(proto, count, proto.getInt64DataList());
        yield integers(kind, dims, proto::getInt64Data);
      }
      case TensorProto.DataType.UINT64_VALUE, TensorProto.DataType.UINT32_VALUE -> {
        requireElements(proto, count, proto.getUint64DataList());
        yield integers(kind, dims, proto::getUint64Data);
      }
      default -> {
        requireElements(proto, count, proto.getInt32DataList());
        yield integers(kind, dims, proto::getInt32Data);
      }
    };
  }

  private static void requireElements(TensorProto proto, int count, List<?> values) {
    if (count > 0 && values.isEmpty()) {
      throw new OpException(
          "the file holds no values of '" + proto.getName() + "'",
          "them, to run the network or to know its shapes");
    }
    requireCount(proto, count, values.size(), "elements");
  }

  private static void requireCount(TensorProto proto, long expected, long found, String unit) {
    if (expected != found) {
      throw new OpException(
          "tensor '%s' of %s holds %d %s"
              .formatted(proto.getName(), Dims.text(dims(proto)), found, unit),
          "expected " + expected);
    }
  }

  private static NdArray numbers(int[] dims, IntToDoubleFunction values) {
    float[] floats = new float[NdArray.arraySize(dims)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.applyAsDouble(i);
    }
    return NdArray.floats(dims, floats);
  }

  private static NdArray integers(Kind kind, int[] dims, IntToLongFunction values) {
    NdArray result = NdArray.zeros(kind, dims);
    for (int i = 0; i < result.size(); i++) {
      result.setInteger(i, values.applyAsLong(i));
    }
    return result;
  }

  /** The upper half of a float32. */
  private static float bfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
