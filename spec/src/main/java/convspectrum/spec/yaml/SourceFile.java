package convspectrum.spec.yaml;

import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.NearFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A file's text, or why it has none. */
final class SourceFile {
  private SourceFile() {}

  static String read(Path file) {
    return decode(file.toString(), bytes(file));
  }

  static String read(String name, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(Limits.BYTES + 1);
      requireSize(name, bytes.length);
      return decode(name, bytes);
    } catch (IOException e) {
      throw SpecException.ofFile(name, "cannot be read: " + e.getMessage(), "a YAML document");
    }
  }

  private static byte[] bytes(Path file) {
    String name = file.toString();
    if (name.isEmpty()) {
      throw SpecException.ofFile("''", "names no file", "a YAML file");
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw SpecException.ofFile(name, "is a directory", "a YAML file");
      }
      if (!attributes.isRegularFile()) {
        // Opening a pipe would wait for its writer, and a device may never end.
        throw SpecException.ofFile(name, "is a device or a pipe", "a regular file");
      }
      requireSize(name, attributes.size());
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(Limits.BYTES + 1);
        // The size was that of a moment ago, and is 0 for the files of /proc.
        requireSize(name, bytes.length);
        return bytes;
      }
    } catch (NoSuchFileException e) {
      throw SpecException.ofFile(
          name,
          "there is no such file",
          NearFiles.orExpected(file, "a YAML file", ".yaml", ".yml", ".onnx"));
    } catch (AccessDeniedException e) {
      throw SpecException.ofFile(name, "may not be read", "permission to read it");
    } catch (FileSystemException e) {
      String reason = e.getReason();
      throw SpecException.ofFile(
          name, "cannot be read" + (reason == null ? "" : ": " + reason), "a YAML file");
    } catch (IOException e) {
      throw SpecException.ofFile(name, "cannot be read: " + e.getMessage(), "a YAML file");
    }
  }

  static void requireSize(String name, long size) {
    if (size > Limits.BYTES) {
      String found = size == Limits.BYTES + 1L ? "has more than 1 MiB" : "has " + size + " bytes";
      throw SpecException.ofFile(name, found, "at most " + Limits.BYTES + " bytes (1 MiB)");
    }
  }

  private static String decode(String name, byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      throw SpecException.ofFile(name, "is UTF-16", "UTF-8; try to save it as such");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // UTF-8 never has more characters than bytes.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      Location location = SourceText.locate(name, text, text.length());
      String found = "byte 0x%02X is not UTF-8".formatted(in.get(in.position()));
      throw new SpecException(List.of(new Fault(location, "", found, "a text file in UTF-8")));
    }
    return text;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
