package convspectrum.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files beside this test were written by NumPy 2.4. */
class NpyTest {
  private static final float[] IDS = {0, 1, 2};

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64", "bigendian", "version2"})
  void readsWhatNumPyWrote(String name) {
    Tensor tensor = Npy.read(resource(name));
    assertThat(tensor.shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(tensor.data()).containsExactly(-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f);
  }

  @Test
  void readsIdsAndMasks() {
    assertThat(Npy.read(resource("int64")).data()).containsExactly(IDS);
    assertThat(Npy.read(resource("int32")).data()).containsExactly(IDS);
    assertThat(Npy.read(resource("bool")).data()).containsExactly(0, 1, 1);
  }

  @Test
  void readsInAnInterruptedThread() {
    Thread.currentThread().interrupt();
    try {
      assertThat(Npy.read(resource("int64")).data()).containsExactly(IDS);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void readsVectorsAndScalars() {
    assertThat(Npy.read(resource("vector")).shape()).isEqualTo(Shape.of(3));
    assertThat(Npy.read(resource("scalar")).shape()).isEqualTo(Shape.of());
    assertThat(Npy.read(resource("scalar")).data()).containsExactly(7.5f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "vector", "scalar"})
  void writesTheBytesThatNumPyWrites(String name) {
    Path file = folder.resolve("copy.npy");
    Npy.write(file, Npy.read(resource(name)));
    assertThat(file).hasSameBinaryContentAs(resource(name));
  }

  @Test
  void roundTripsMoreThanOneChunk() {
    GraphBuilder builder = new GraphBuilder("identity");
    Node x = builder.input("x", Shape.of(3, 41, 999));
    Tensor tensor = SeededInputs.of(builder.build(x), 1).getFirst();
    tensor.data()[5] = Float.NaN;
    tensor.data()[6] = Float.NEGATIVE_INFINITY;
    Path file = folder.resolve("x.npy");
    Npy.write(file, tensor);
    assertThat(Npy.read(file).data()).containsExactly(tensor.data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fortran | array in Fortran order; expected C order; try to save numpy.ascontiguousarray(x) instead",
        "complex | elements of type '<c8'; expected float32 ('<f4'), float64, int32, int64, uint8 or bool;"
            + " try to save x.astype('float32') instead"
      })
  void otherKindsOfArraysAreRefusedWithTheRemedy(String name, String message) {
    Path file = resource(name);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(resource("float32"));
    refused(Arrays.copyOf(whole, whole.length - 4), "20 bytes of data for an array of 1x2x3");
    refused(Arrays.copyOf(whole, whole.length + 1), "25 bytes of data for an array of 1x2x3");
    refused(Arrays.copyOf(whole, 50), "ends 78 bytes early");
    refused(new byte[0], "no NumPy file: only 0 bytes");
    refused("PK an archive of arrays".getBytes(StandardCharsets.US_ASCII), "no NumPy file");
    refused(header("{}"), "no readable 'descr'");
    refused(withShape("(1, x)"), "no readable 'shape'");
    refused(withShape("(0, 3)"), "dimension 0 in 0x3");
    refused(withShape("(,,)"), "shape (,,)");
  }

  @Test
  void aHostileShapeAllocatesNothing() throws IOException {
    refused(withShape("(2000000000,)"), "0 bytes of data for an array of 2000000000");
    refused(withShape("(99999999999,)"), "shape (99999999999,)");
    refused(withShape("(65536, 65536)"), "at most 2147483639");
    refused(withShape("(2147483647, 2147483647, 2147483647)"), "more elements than");
    refused(withShape("(" + "1, ".repeat(33) + ")"), "33 axes");
    byte[] long2 = header("");
    long2[6] = 2;
    ByteBuffer.wrap(long2).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    refused(long2, "header of 4294967295 bytes");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    Path missing = folder.resolve("missing.npy");
    assertThatThrownBy(() -> Npy.read(missing))
        .hasMessage(missing + ": there is no such file; expected a .npy file");
    assertThatThrownBy(() -> Npy.read(folder))
        .hasMessage(folder + ": is a folder; expected a .npy file");
  }

  private void refused(byte[] bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("bad.npy"), bytes);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  private static byte[] withShape(String shape) {
    return header("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }");
  }

  private static byte[] header(String dictionary) {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Math.max(16, 10 + text.length))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  private static Path resource(String name) {
    return Path.of(
        URI.create(Objects.requireNonNull(NpyTest.class.getResource(name + ".npy")).toString()));
  }
}
