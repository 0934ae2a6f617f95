package convspectrum.gradients.training;

import convspectrum.formats.dataset.ImageSet;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.spec.file.WriteException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One training of one network. */
public final class Training {
  /** What random numbers are for. */
  private static final long ORDER = 1;

  private static final long CHANGES = 2;
  private static final long DROPOUT = 3;

  /** Keeps the clipped norm below its limit, as in PyTorch. */
  private static final double CLIP_EPSILON = 1e-6;

  private final Recipe recipe;
  private final LearningProgram program;
  private final Shape input;
  private final Split images;
  private final Standardisation standardisation;
  private final Optional<Checkpoint> checkpoint;
  private final Progress progress;
  private long made;
  private long nanos;

  /**
   * Creates a training.
   *
   * @param program the network with its start weights, for batches of the recipe's size
   * @param input shape of the network's input with any batch; images have the rest of it
   * @param standardisation of the training images
   * @param checkpoint where the state is kept after each epoch, if anywhere
   */
  public Training(
      Recipe recipe,
      LearningProgram program,
      Shape input,
      Split images,
      Standardisation standardisation,
      Optional<Checkpoint> checkpoint,
      Progress progress) {
    if (program.batch() != recipe.batch() || images.train().count() < recipe.batch()) {
      throw new IllegalArgumentException(
          "a program of %d, %d images; expected at least a batch of %d"
              .formatted(program.batch(), images.train().count(), recipe.batch()));
    }
    this.recipe = recipe;
    this.program = program;
    this.input = input;
    this.images = images;
    this.standardisation = standardisation;
    this.checkpoint = checkpoint;
    this.progress = progress;
  }

  /**
   * Trains to the end, from the checkpoint if there is one.
   *
   * @return all epochs
   * @throws StoppedException if the thread is interrupted, which it remains
   * @throws DivergedException if the loss or a gradient is no finite number
   */
  public List<Epoch> run() {
    List<Epoch> epochs = new ArrayList<>();
    if (checkpoint.isPresent() && checkpoint.get().exists()) {
      epochs.addAll(checkpoint.get().read(program));
    }
    while (epochs.size() < recipe.epochs()) {
      Epoch epoch = epoch(epochs.size());
      epochs.add(epoch);
      save(epochs);
      progress.epoch(epoch);
    }
    return List.copyOf(epochs);
  }

  /** Number of steps that this object made, without those of an earlier process. */
  public long steps() {
    return made;
  }

  /** The time that these steps took, in nanoseconds, without validation. */
  public long nanos() {
    return nanos;
  }

  /** An interrupted thread cannot write files: where it is, the old state remains. */
  private void save(List<Epoch> epochs) {
    requireGoing();
    try {
      checkpoint.ifPresent(place -> place.write(epochs, program));
    } catch (WriteException e) {
      requireGoing();
      throw e;
    }
  }

  private static void requireGoing() {
    if (Thread.currentThread().isInterrupted()) {
      throw new StoppedException();
    }
  }

  private Epoch epoch(int done) {
    ImageSet train = images.train();
    int batch = recipe.batch();
    int steps = train.count() / batch;
    int[] order = Shuffle.order(train.count(), Shuffle.random(recipe.seed(), ORDER, done));
    SplittableRandom changes = Shuffle.random(recipe.seed(), CHANGES, done);
    double losses = 0;
    long correct = 0;
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      requireGoing();
      long step = (long) done * steps + i;
      int[] labels = new int[batch];
      Tensor shown = batch(order, i * batch, labels, changes);
      SmoothedCrossEntropy loss =
          new SmoothedCrossEntropy(labels, train.classes().size(), recipe.smoothing());
      double found = step(shown, loss, step, steps);
      losses += found;
      correct += loss.correct();
      progress.step(step + 1, (long) steps * recipe.epochs(), found);
    }
    made += steps;
    nanos += System.nanoTime() - start;
    Accuracy validation = accuracy(images.validation());
    return new Epoch(
        done + 1,
        losses / steps,
        (double) correct / ((long) steps * batch),
        validation.loss(),
        validation.share());
  }

  /** The accuracy of the network as it is now. */
  public Accuracy accuracy(ImageSet set) {
    return Accuracy.of(program, input, set, standardisation);
  }

  private Tensor batch(int[] order, int first, int[] labels, SplittableRandom changes) {
    ImageSet train = images.train();
    int size = Math.toIntExact(train.shape().elements());
    float[] values = new float[labels.length * size];
    for (int i = 0; i < labels.length; i++) {
      int image = order[first + i];
      labels[i] = train.label(image);
      train.read(image, values, i * size);
      recipe.augmentation().apply(values, i * size, train.shape(), changes);
      standardisation.apply(values, i * size, train.shape());
    }
    return Tensor.of(input.with(0, labels.length), values);
  }

  private double step(Tensor shown, SmoothedCrossEntropy loss, long step, int steps) {
    long draw = Shuffle.random(recipe.seed(), DROPOUT, step).nextLong();
    double found = program.differentiate(shown, loss, draw);
    // A gradient may overflow where the loss does not.
    double norm = program.gradientNorm();
    if (!Double.isFinite(found) || !Double.isFinite(norm)) {
      throw diverged(shown, loss, step, steps, draw, found);
    }
    double scale = norm > recipe.clip() ? recipe.clip() / (norm + CLIP_EPSILON) : 1;
    double rate = recipe.rate().at(step, steps, recipe.epochs());
    program.update(recipe.optimiser(), rate, scale, step + 1);
    return found;
  }

  private DivergedException diverged(
      Tensor shown, SmoothedCrossEntropy loss, long step, int steps, long draw, double found) {
    String place =
        program
            .firstNotFinite(shown, loss, draw)
            .map(where -> "; the first numbers that are not finite are " + where)
            .orElse("");
    String kept =
        checkpoint
            .filter(Checkpoint::exists)
            .map(file -> "; the state after the last whole epoch is in " + file.store().place())
            .orElse("");
    double rate = recipe.rate().at(step, steps, recipe.epochs());
    return new DivergedException(
        "step %d (epoch %d of %d): the loss is %s%s%s; try a learning rate below %s, a longer warm-up or clipping"
            .formatted(step + 1, step / steps + 1, recipe.epochs(), found, place, kept, rate));
  }
}
