package convspectrum.cli.fuzz;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Models of kinds that no spec becomes: quantised ones, attention, recurrent ones. A line of a seed
 * is one of
 *
 * <pre>
 * input TYPE NAME DIMS
 * TYPE NAME DIMS VALUE            an initializer, all of whose elements are VALUE
 * OUTPUTS = OP INPUTS KEY=VALUE…  a node; ms:OP is of the domain com.microsoft
 * </pre>
 *
 * with dims such as {@code 1x4x8x8}, {@code -} for a scalar. The last node's outputs are the
 * model's.
 */
public final class OnnxSeeds {
  private static final String STATIC =
      """
      input float x 1x4x8x8
      float s - 0.02
      uint8 z - 0
      int8 w 6x4x3x3 9
      float ws 6 0.01
      int8 wz 6 0
      int32 b 6 700
      float bs 6 0.0002
      q = QuantizeLinear x,s,z
      d = DequantizeLinear q,s,z
      wd = DequantizeLinear w,ws,wz axis=0
      bd = DequantizeLinear b,bs axis=0
      c = Conv d,wd,bd pads=[1,1,1,1]
      cq = QuantizeLinear c,s,z
      p = MaxPool cq kernel_shape=[2,2] strides=[2,2]
      f = Flatten p
      y = DequantizeLinear f,s,z
      """;

  private static final String OPERATORS =
      """
      input float x 1x4x8x8
      float s - 0.02
      uint8 z - 7
      int8 w 4x4x3x3 9
      int8 k 10x4 5
      float ws - 0.01
      int8 wz - 0
      int32 b 4 700
      int32 kb 10 70
      q = QuantizeLinear x,s,z
      c = QLinearConv q,s,z,w,ws,wz,s,z,b pads=[1,1,1,1]
      a = ms:QLinearAdd c,s,z,q,s,z,s,z
      m = ms:QLinearMul a,s,z,c,s,z,s,z
      j = ms:QLinearConcat s,z,m,s,z,a,s,z axis=1
      e = ms:QLinearAveragePool j,s,z,s,z kernel_shape=[2,2]
      l = ms:QLinearLeakyRelu e,s,z,s,z alpha=0.2
      i = ms:QLinearSigmoid m,s,z,s,z
      g = ms:QLinearGlobalAveragePool i,s,z,s,z channels_last=0
      f = Flatten g
      n = ms:QGemm f,s,z,k,ws,wz,kb,s,z transB=1 alpha=1.0
      t = ms:QLinearSoftmax n,s,z,s,z axis=-1 opset=13
      y = DequantizeLinear t,s,z
      """;

  private static final String DYNAMIC =
      """
      input float x 6x8
      uint8 w 8x5 140
      float ws 5 0.01
      uint8 wz - 128
      float b 5 0.1
      xq,xs,xz = DynamicQuantizeLinear x
      i = MatMulInteger xq,w,xz,wz
      f = Cast i to=1
      s = Mul xs,ws
      m = Mul f,s
      a = Add m,b
      d = ms:DynamicQuantizeMatMul a,k,ks
      t = ms:MatMulIntegerToFloat xq,w,xs,ks,xz,wz,b
      int8 k 5x5 3
      float ks - 0.01
      y = Add d,t
      """;

  private static final String BLOCKS =
      """
      input float x 3x8
      float s 3x2 0.01
      int8 z 3x2 4
      int8 w 8x4 9
      float ws 4x4 0.02
      float v 8x4 0.3
      float vs - 0.02
      q = QuantizeLinear x,s,z axis=1 block_size=4
      d = DequantizeLinear q,s,z axis=1 block_size=4
      wd = DequantizeLinear w,ws axis=0 block_size=2
      vq = QuantizeLinear v,vs output_dtype=3
      vd = DequantizeLinear vq,vs
      u = Add wd,vd
      y = MatMul d,u
      """;

  private static final String ATTENTION =
      """
      input float x 2x6x16
      float wq 16x16 0.1
      float wk 16x8 0.1
      float wv 16x8 0.1
      float mask 6x6 0
      float g 16 1
      q = MatMul x,wq
      k = MatMul x,wk
      v = MatMul x,wv
      a = Attention q,k,v,mask q_num_heads=4 kv_num_heads=2 is_causal=0 scale=0.25
      r = Add a,x
      y = LayerNormalization r,g axis=-1
      """;

  private static final String EMBEDDING =
      """
      input int64 ids 1x8
      float table 50x16 0.1
      float cos 1x8x2 1
      float sin 1x8x2 0
      e = Gather table,ids axis=0
      o = RotaryEmbedding e,cos,sin num_heads=4
      t = Transpose table perm=[1,0]
      y = MatMul o,t
      """;

  private static final String RECURRENT =
      """
      input float x 10x2x6
      float w 2x16x6 0.1
      float r 2x16x4 0.1
      float b 2x32 0.1
      float w2 1x9x8 0.1
      float r2 1x9x3 0.1
      float b2 1x18 0.1
      float w3 1x5x3 0.1
      float r3 1x5x5 0.1
      int64 axes 1 1
      l,lh,lc = LSTM x,w,r,b hidden_size=4 direction=bidirectional
      t = Transpose l perm=[0,2,1,3]
      f = Flatten t axis=2
      v = Unsqueeze f,axes
      g,gh = GRU v,w2,r2,b2 hidden_size=3 linear_before_reset=1
      s = Squeeze g,axes
      n,nh = RNN s,w3,r3 hidden_size=5 direction=reverse
      y = Squeeze n,axes
      """;

  private OnnxSeeds() {}

  /** A convolution as ONNX Runtime quantises it statically, 4 to 6 channels of 8×8 by 3×3. */
  public static ModelProto quantised() {
    return model(13, STATIC);
  }

  static List<ModelProto> all() {
    return List.of(
        model(13, STATIC),
        model(17, OPERATORS),
        model(17, DYNAMIC),
        model(21, BLOCKS),
        model(23, ATTENTION),
        model(23, EMBEDDING),
        model(14, RECURRENT));
  }

  private static ModelProto model(long opset, String text) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("seed");
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split(" +");
      if (words[0].equals("input")) {
        graph.addInput(input(words));
      } else if (words[1].equals("=")) {
        graph.addNode(node(words));
      } else {
        graph.addInitializer(tensor(words));
      }
    }
    NodeProto last = graph.getNode(graph.getNodeCount() - 1);
    last.getOutputList()
        .forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
    return ModelProto.newBuilder()
        .setIrVersion(10)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
        .setGraph(graph)
        .build();
  }

  private static ValueInfoProto input(String[] words) {
    TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(type(words[1]));
    for (long dim : dims(words[3])) {
      type.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return ValueInfoProto.newBuilder()
        .setName(words[2])
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static TensorProto tensor(String[] words) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(type(words[0])).setName(words[1]);
    long elements = 1;
    for (long dim : dims(words[2])) {
      tensor.addDims(dim);
      elements *= dim;
    }
    for (long i = 0; i < elements; i++) {
      switch (words[0]) {
        case "float" -> tensor.addFloatData(Float.parseFloat(words[3]));
        case "int64" -> tensor.addInt64Data(Long.parseLong(words[3]));
        default -> tensor.addInt32Data(Integer.parseInt(words[3]));
      }
    }
    return tensor.build();
  }

  private static NodeProto node(String[] words) {
    String op = words[2];
    boolean microsoft = op.startsWith("ms:");
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(microsoft ? op.substring(3) : op)
            .setDomain(microsoft ? "com.microsoft" : "")
            .addAllOutput(List.of(words[0].split(",")))
            .addAllInput(List.of(words[3].split(",")));
    for (String word : Arrays.asList(words).subList(4, words.length)) {
      String[] pair = word.split("=");
      node.addAttribute(attribute(pair[1]).setName(pair[0]));
    }
    return node.build();
  }

  private static AttributeProto.Builder attribute(String value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder();
    if (value.startsWith("[")) {
      attribute.setType(AttributeType.INTS);
      for (String one : value.substring(1, value.length() - 1).split(",")) {
        attribute.addInts(Long.parseLong(one));
      }
      return attribute;
    }
    if (value.matches("-?[0-9]+")) {
      return attribute.setType(AttributeType.INT).setI(Long.parseLong(value));
    }
    return value.matches("[0-9.]+")
        ? attribute.setType(AttributeType.FLOAT).setF(Float.parseFloat(value))
        : attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value));
  }

  private static int type(String word) {
    return TensorProto.DataType.valueOf(word.toUpperCase(Locale.ROOT)).getNumber();
  }

  private static long[] dims(String word) {
    return word.equals("-")
        ? new long[0]
        : Arrays.stream(word.split("x")).mapToLong(Long::parseLong).toArray();
  }
}
