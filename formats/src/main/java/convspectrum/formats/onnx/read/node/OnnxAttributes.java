package convspectrum.formats.onnx.read.node;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.OpException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The attributes of one node; those that refer to an attribute of its function are resolved. */
public final class OnnxAttributes {
  public static final OnnxAttributes NONE = new OnnxAttributes(Map.of());

  /** Kernels, strides and permutations have fewer. */
  private static final int MAX_VALUES = 4096;

  private final Map<String, AttributeProto> attributes;

  /** The names of those that a reader has asked for. */
  private final Set<String> read = new HashSet<>();

  private OnnxAttributes(Map<String, AttributeProto> attributes) {
    this.attributes = attributes;
  }

  public static OnnxAttributes of(NodeProto node, OnnxAttributes ofFunction) {
    if (node.getAttributeCount() == 0) {
      return NONE;
    }
    Map<String, AttributeProto> attributes = new HashMap<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto resolved = attribute;
      if (!attribute.getRefAttrName().isEmpty()) {
        resolved = ofFunction.attributes.get(attribute.getRefAttrName());
      }
      // A reference to an attribute that the call leaves out leaves this one out too.
      if (resolved != null) {
        attributes.put(attribute.getName(), resolved);
      }
    }
    return new OnnxAttributes(attributes);
  }

  /** These attributes, with those of {@code defaults} that are absent. */
  public OnnxAttributes orElse(Iterable<AttributeProto> defaults) {
    Map<String, AttributeProto> all = new HashMap<>();
    defaults.forEach(attribute -> all.put(attribute.getName(), attribute));
    all.putAll(attributes);
    return new OnnxAttributes(all);
  }

  public boolean has(String name) {
    boolean given = attributes.containsKey(name);
    if (given) {
      read.add(name);
    }
    return given;
  }

  /** The names of those that no reader has asked for, in alphabetical order. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(attributes.keySet());
    unread.removeAll(read);
    return unread;
  }

  public long integer(String name, long absent) {
    AttributeProto attribute = get(name, AttributeType.INT);
    return attribute == null ? absent : attribute.getI();
  }

  public double number(String name, double absent) {
    AttributeProto attribute = get(name, AttributeType.FLOAT);
    return attribute == null ? absent : attribute.getF();
  }

  public String text(String name, String absent) {
    AttributeProto attribute = get(name, AttributeType.STRING);
    return attribute == null ? absent : attribute.getS().toStringUtf8();
  }

  public long @Nullable [] integers(String name) {
    AttributeProto attribute = get(name, AttributeType.INTS);
    if (attribute == null) {
      return null;
    }
    if (attribute.getIntsCount() > MAX_VALUES) {
      throw new OpException(
          "attribute '%s' has %d values".formatted(name, attribute.getIntsCount()),
          "expected at most " + MAX_VALUES);
    }
    return attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** The attribute, of this type; null where it is absent. */
  public @Nullable AttributeProto get(String name, AttributeType type) {
    AttributeProto attribute = attributes.get(name);
    if (attribute == null) {
      return null;
    }
    read.add(name);
    // Files before IR version 2 do not say the type.
    if (attribute.getType() != type && attribute.getType() != AttributeType.UNDEFINED) {
      throw new OpException(
          "attribute '%s' is of type %s".formatted(name, attribute.getType()), "expected " + type);
    }
    return attribute;
  }
}
