package convspectrum.formats.onnx.annotate;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of an ONNX file with texts beside its nodes. Everything else is passed on as it stands
 * there, field by field, what nobody here knows too: weights, places of external data, functions.
 * Two things change with the version of the format, which is raised to {@value #IR_VERSION} where
 * it is lower: the version itself, and before version 4 the list of inputs, which named all
 * initializers. A later version would read such an initializer as a default that callers may
 * replace, and runtimes would no longer work out what depends on it.
 *
 * <p>The file is read twice and never held as a whole, since it may have gigabytes of weights.
 */
public final class AnnotatedFile {
  /** The first version of ONNX's file format whose nodes have {@code metadata_props}. */
  public static final int IR_VERSION = 10;

  /** Files before this version list initializers among the inputs. */
  private static final int WITHOUT_LISTED_INITIALIZERS = 4;

  private final Annotations annotations;
  private final List<NodeProto> nodes = new ArrayList<>();
  private final Set<String> initializers = new HashSet<>();
  private final List<Integer> sizes = new ArrayList<>();
  private long version;
  private int written;

  private AnnotatedFile(Annotations annotations) {
    this.annotations = annotations;
  }

  /**
   * Writes an annotated copy, as a whole or not at all.
   *
   * @param source a model that was read before
   * @param target another file; external data is found from there only in the same folder
   * @throws SpecException where {@code source} is no model, for instance no longer
   * @throws convspectrum.spec.file.WriteException where {@code target} cannot be written
   */
  public static void copy(Path source, Path target, Annotations annotations) {
    AnnotatedFile file = new AnnotatedFile(annotations);
    try {
      file.scan(source);
    } catch (IOException e) {
      throw SpecException.ofFile(
          source.toString(), "cannot be read again: " + e.getMessage(), "the file as it was");
    } catch (ArithmeticException e) {
      throw SpecException.ofFile(
          source.toString(),
          "has no room for annotations, since a model holds less than 2 GiB",
          "a file of external data for its weights");
    }
    AtomicFile.write(target, out -> file.write(source, out));
  }

  private static CodedInputStream coded(InputStream in) {
    CodedInputStream coded = CodedInputStream.newInstance(in);
    coded.setSizeLimit(Integer.MAX_VALUE);
    return coded;
  }

  /** Takes the nodes and what else decides about what is written. */
  private void scan(Path source) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream file = Files.newInputStream(source)) {
      CodedInputStream in = coded(file);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (isMessage(tag, ModelProto.GRAPH_FIELD_NUMBER)) {
          int limit = in.pushLimit(in.readRawVarint32());
          scanGraph(in, names);
          in.popLimit(limit);
        } else if (isVarint(tag, ModelProto.IR_VERSION_FIELD_NUMBER)) {
          version = in.readInt64();
        } else if (!in.skipField(tag)) {
          throw unexpectedEnd();
        }
      }
    }
    Set<String> twice = twice(names);
    for (int i = 0; i < nodes.size(); i++) {
      String name = names.get(i);
      Map<String, String> texts =
          twice.contains(name)
              ? Map.of(Annotations.NOTE, "several nodes have this name: no figures")
              : annotations.of(name);
      nodes.set(i, AnnotatedNode.of(nodes.get(i), texts));
    }
    try (InputStream file = Files.newInputStream(source)) {
      measure(coded(file));
    }
  }

  private static Set<String> twice(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    names.stream().filter(name -> !seen.add(name)).forEach(twice::add);
    return twice;
  }

  private void scanGraph(CodedInputStream in, List<String> names) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, GraphProto.NODE_FIELD_NUMBER)) {
        NodeProto node = NodeProto.parseFrom(in.readByteArray());
        nodes.add(node);
        names.add(AnnotatedNode.name(node));
      } else if (isMessage(tag, GraphProto.INITIALIZER_FIELD_NUMBER)) {
        int limit = in.pushLimit(in.readRawVarint32());
        initializers.add(tensorName(in));
        in.popLimit(limit);
      } else if (!in.skipField(tag)) {
        throw unexpectedEnd();
      }
    }
  }

  private static String tensorName(CodedInputStream in) throws IOException {
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, TensorProto.NAME_FIELD_NUMBER)) {
        name = in.readString();
      } else if (!in.skipField(tag)) {
        throw unexpectedEnd();
      }
    }
    return name;
  }

  /** Finds the sizes of the graphs that will be written; a valid file has one. */
  private void measure(CodedInputStream in) throws IOException {
    written = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, ModelProto.GRAPH_FIELD_NUMBER)) {
        int limit = in.pushLimit(in.readRawVarint32());
        Counter counter = new Counter();
        CodedOutputStream out = CodedOutputStream.newInstance(counter);
        graph(in, out);
        out.flush();
        sizes.add(Math.toIntExact(counter.bytes));
        in.popLimit(limit);
      } else if (!in.skipField(tag)) {
        throw unexpectedEnd();
      }
    }
  }

  private void write(Path source, OutputStream target) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(target);
    written = 0;
    int graphs = 0;
    out.writeInt64(ModelProto.IR_VERSION_FIELD_NUMBER, Math.max(IR_VERSION, version));
    try (InputStream file = Files.newInputStream(source)) {
      CodedInputStream in = coded(file);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (isMessage(tag, ModelProto.GRAPH_FIELD_NUMBER)) {
          int limit = in.pushLimit(in.readRawVarint32());
          out.writeUInt32NoTag(tag);
          out.writeUInt32NoTag(sizes.get(graphs++));
          graph(in, out);
          in.popLimit(limit);
        } else if (isVarint(tag, ModelProto.IR_VERSION_FIELD_NUMBER)) {
          in.skipField(tag);
        } else if (isMessage(tag, ModelProto.METADATA_PROPS_FIELD_NUMBER)) {
          ByteString entry = in.readBytes();
          if (!AnnotatedNode.isOwn(StringStringEntryProto.parseFrom(entry))) {
            out.writeBytes(ModelProto.METADATA_PROPS_FIELD_NUMBER, entry);
          }
        } else {
          copy(in, tag, out);
        }
      }
    }
    for (Map.Entry<String, String> text : annotations.model().entrySet()) {
      out.writeMessage(
          ModelProto.METADATA_PROPS_FIELD_NUMBER,
          AnnotatedNode.entry(text.getKey(), text.getValue()));
    }
    out.flush();
  }

  private void graph(CodedInputStream in, CodedOutputStream out) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, GraphProto.NODE_FIELD_NUMBER)) {
        if (written == nodes.size()) {
          throw new InvalidProtocolBufferException("has more nodes than before");
        }
        in.skipField(tag);
        out.writeMessage(GraphProto.NODE_FIELD_NUMBER, nodes.get(written++));
      } else if (isMessage(tag, GraphProto.INPUT_FIELD_NUMBER)
          && version < WITHOUT_LISTED_INITIALIZERS) {
        ValueInfoProto input = ValueInfoProto.parseFrom(in.readByteArray());
        if (!initializers.contains(input.getName())) {
          out.writeMessage(GraphProto.INPUT_FIELD_NUMBER, input);
        }
      } else {
        copy(in, tag, out);
      }
    }
  }

  private static boolean isMessage(int tag, int field) {
    return WireFormat.getTagFieldNumber(tag) == field
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static boolean isVarint(int tag, int field) {
    return WireFormat.getTagFieldNumber(tag) == field
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT;
  }

  private static IOException unexpectedEnd() {
    return new InvalidProtocolBufferException("a group that ends without a start");
  }

  @SuppressWarnings("deprecation") // This is the only way to pass a field on unchanged.
  private static void copy(CodedInputStream in, int tag, CodedOutputStream out) throws IOException {
    if (!in.skipField(tag, out)) {
      throw unexpectedEnd();
    }
  }

  /** Counts bytes and keeps none. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] all, int offset, int length) {
      bytes += length;
    }
  }
}
