package convspectrum.executor.nodes;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Node tests in a zip file: a folder per test, with {@code model.onnx}, {@code in_N.npy} and {@code
 * out_N.npy}. The small ones are in the resources, compressed as a whole, because they are much
 * alike.
 */
final class NodeArchive {
  static final String RESOURCE = "onnx-node-tests.zip.gz";

  private NodeArchive() {}

  /** The tests that are kept beside this class. */
  static List<NodeCase> small() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(NodeArchive.class.getResourceAsStream(RESOURCE)))) {
      return cases(files(in));
    }
  }

  /** All tests of the file. */
  static List<NodeCase> all(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      return cases(files(in));
    }
  }

  /** The files of each folder. */
  private static Map<String, Map<String, byte[]>> files(InputStream in) throws IOException {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String[] path = entry.getName().split("/", 2);
      if (!entry.isDirectory() && path.length == 2) {
        folders.computeIfAbsent(path[0], _ -> new TreeMap<>()).put(path[1], zip.readAllBytes());
      }
    }
    return folders;
  }

  private static List<NodeCase> cases(Map<String, Map<String, byte[]>> folders) throws IOException {
    List<NodeCase> cases = new ArrayList<>();
    for (Map.Entry<String, Map<String, byte[]>> folder : folders.entrySet()) {
      Map<String, byte[]> files = folder.getValue();
      ModelProto model = ModelProto.parseFrom(Objects.requireNonNull(files.get("model.onnx")));
      cases.add(
          new NodeCase(
              folder.getKey(),
              model,
              arrays("in", model.getGraph().getInputList(), files),
              arrays("out", model.getGraph().getOutputList(), files)));
    }
    return cases;
  }

  private static Map<String, NodeArray> arrays(
      String prefix, List<ValueInfoProto> names, Map<String, byte[]> files) {
    Map<String, NodeArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byte[] file = files.get(prefix + "_" + i + ".npy");
      if (file != null) {
        arrays.put(names.get(i).getName(), NodeArray.parse(file));
      }
    }
    return arrays;
  }

  /** Writes those tests of {@code zip} that are in {@code names} and small enough. */
  static void writeSmall(Path zip, List<String> names, int maxBytes, Path file) throws IOException {
    Map<String, Map<String, byte[]>> folders;
    try (InputStream in = Files.newInputStream(zip)) {
      folders = files(in);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(new GZIPOutputStream(bytes))) {
      out.setMethod(ZipOutputStream.STORED);
      for (String name : names) {
        Map<String, byte[]> files = Objects.requireNonNull(folders.get(name));
        if (files.values().stream().mapToInt(content -> content.length).sum() <= maxBytes) {
          for (Map.Entry<String, byte[]> each : files.entrySet()) {
            put(out, name + "/" + each.getKey(), each.getValue());
          }
        }
      }
    }
    Files.write(file, bytes.toByteArray());
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    if (name.endsWith("names.json")) {
      return;
    }
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTime(0);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
