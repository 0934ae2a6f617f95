package convspectrum.search.proxy.verify;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.NearFiles;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A description of a network, its inputs and its scores by every proxy: JSON and files beside it.
 */
final class ConformanceFile {
  private final Path file;
  private final JsonNode root;

  private ConformanceFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads the JSON; files beside it are read on demand.
   *
   * @throws SpecException where it does not exist or is no such description
   */
  static ConformanceFile read(Path file) {
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
      if (!root.isObject()) {
        throw fault(file, "holds no JSON object", "a description as 'proxies verify --help' says");
      }
      return new ConformanceFile(file, root);
    } catch (NoSuchFileException e) {
      throw fault(
          file,
          "there is no such file",
          NearFiles.orExpected(file, "a JSON description of a network", ".json"));
    } catch (JacksonException e) {
      throw fault(file, "is no JSON: " + e.getOriginalMessage(), "a JSON description");
    } catch (IOException e) {
      throw fault(file, "cannot be read: " + e.getMessage(), "a JSON description");
    }
  }

  /** A field that must be there: {@code a.b} is field b of a. */
  JsonNode field(String path) {
    JsonNode node = root;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    if (node.isMissingNode() || node.isNull()) {
      throw fault(file, "has no field '" + path + "'", "a description with one");
    }
    return node;
  }

  /** A field that may be missing. */
  JsonNode optional(String name) {
    return root.path(name);
  }

  /** The file beside it that a field names. */
  Path beside(String field) {
    return file.resolveSibling(field(field).asString());
  }

  Shape shape(String field) {
    int[] dims = new int[field(field).size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = field(field).get(i).asInt();
    }
    return Shape.of(dims);
  }

  int[] integers(String field) {
    int[] values = new int[field(field).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field(field).get(i).asInt();
    }
    return values;
  }

  /** Numbers in rows of any depth, one after another. */
  static double[] numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    collect(node, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, numbers));
    } else {
      numbers.add(node.asDouble());
    }
  }

  /** The float32 values of the file that a field names. */
  double[] floats(String field, long count) {
    ByteBuffer bytes = bytes(field, count * Float.BYTES);
    double[] values = new double[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getFloat();
    }
    return values;
  }

  /** All float64 values of the file that a field names. */
  double[] doubles(String field) {
    ByteBuffer bytes = bytes(field, -1);
    double[] values = new double[bytes.remaining() / Double.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getDouble();
    }
    return values;
  }

  /** The bytes of the file that a field names; {@code size} is how many there must be, or −1. */
  ByteBuffer bytes(String field, long size) {
    Path binary = beside(field);
    try {
      byte[] bytes = Files.readAllBytes(binary);
      if (size >= 0 && bytes.length != size) {
        throw fault(binary, "holds " + bytes.length + " bytes", "expected " + size);
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (NoSuchFileException e) {
      throw fault(binary, "no such file", "the file that " + file + " names as " + field);
    } catch (IOException e) {
      throw fault(binary, "cannot be read: " + e.getMessage(), "a binary file");
    }
  }

  /** A fault of this file. */
  SpecException fault(String problem, String expected) {
    return fault(file, problem, expected);
  }

  private static SpecException fault(Path file, String problem, String expected) {
    return SpecException.ofFile(file.toString(), problem, expected);
  }
}
