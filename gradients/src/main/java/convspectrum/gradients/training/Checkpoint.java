package convspectrum.gradients.training;

import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.StateReader;
import convspectrum.gradients.learning.StateWriter;
import convspectrum.spec.fault.SpecException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The state of a training after an epoch: weights, running statistics, what the optimiser keeps,
 * and the epochs so far. All random numbers follow from the seed and the number of the step, so no
 * generator has a state. It ends with a checksum.
 *
 * @param store where it is kept
 * @param identity what the run is: network, images and recipe; a state of another run is refused
 * @param single whether weights are float32, else float64
 */
public record Checkpoint(StateStore store, String identity, boolean single) {
  private static final String MAGIC = "convspectrum training 1";
  private static final int MOST_EPOCHS = 1_000_000;

  /** A state that is kept in a file. */
  public Checkpoint(Path file, String identity, boolean single) {
    this(StateStore.in(file), identity, single);
  }

  /** Whether there is one. */
  public boolean exists() {
    return store.exists();
  }

  /**
   * The number of epochs that are done, as its beginning says; 0 where there is no state.
   *
   * @throws SpecException if it is of another run
   */
  public int epochs() {
    if (!exists()) {
      return 0;
    }
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(store.open()))) {
      return begin(in);
    } catch (IOException e) {
      throw fault("cannot be read: " + e.getMessage());
    }
  }

  private int begin(DataInputStream in) throws IOException {
    if (!in.readUTF().equals(MAGIC)) {
      throw fault("is no checkpoint of this version");
    }
    String found = in.readUTF();
    if (!found.equals(identity)) {
      throw fault("is of another run (%s), not of this (%s)".formatted(found, identity));
    }
    int count = in.readInt();
    if (count < 0 || count > MOST_EPOCHS) {
      throw fault("is damaged");
    }
    return count;
  }

  /**
   * Writes the state.
   *
   * @throws convspectrum.spec.file.WriteException if it cannot be written; the old one remains
   */
  void write(List<Epoch> epochs, LearningProgram program) {
    store.write(raw -> {
      CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
      DataOutputStream out = new DataOutputStream(checked);
      out.writeUTF(MAGIC);
      out.writeUTF(identity);
      out.writeInt(epochs.size());
      for (Epoch epoch : epochs) {
        out.writeDouble(epoch.loss());
        out.writeDouble(epoch.accuracy());
        out.writeDouble(epoch.validationLoss());
        out.writeDouble(epoch.validation());
      }
      program.save(new StateWriter(out, single));
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
    });
  }

  /**
   * Reads the state into the program.
   *
   * @return the epochs that are done
   * @throws SpecException if it is damaged or of another run
   */
  public List<Epoch> read(LearningProgram program) {
    try (CheckedInputStream checked =
            new CheckedInputStream(new BufferedInputStream(store.open()), new CRC32());
        DataInputStream in = new DataInputStream(checked)) {
      int count = begin(in);
      List<Epoch> epochs = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        epochs.add(
            new Epoch(i, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
      }
      program.load(new StateReader(in, single));
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum || in.read() >= 0) {
        throw fault("is damaged");
      }
      return epochs;
    } catch (IOException e) {
      throw fault("cannot be read: " + e.getMessage());
    }
  }

  private SpecException fault(String problem) {
    return SpecException.ofFile(
        store.place(), problem, "try to delete it, or another folder for this run");
  }
}
