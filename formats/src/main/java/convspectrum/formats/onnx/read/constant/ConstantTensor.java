package convspectrum.formats.onnx.read.constant;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that does not depend on the network's input: its shape is known at once, its elements are
 * worked out when asked, small ones right away.
 */
public final class ConstantTensor {
  /**
   * Constants of at most so many elements are worked out at once: shapes, axes and indices are
   * smaller.
   */
  private static final int EAGER_ELEMENTS = 4096;

  /**
   * A constant that depends on more constants than this is worked out at once, so that no chain
   * grows long.
   */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_READ = 64;

  private static final long MAX_WORKED = 1 << 24;

  /**
   * The most elements of a computed constant. Masks and tables that a graph computes are smaller; a
   * larger one would be an attack.
   */
  private static final long MAX_COMPUTED = 1 << 26;

  private final Kind kind;
  private final int[] dims;
  private final Supplier<NdArray> supplier;
  private final @Nullable Initializer initializer;
  private final Provenance provenance;
  private final int depth;
  private final boolean present;
  private @Nullable NdArray known;
  private SoftReference<@Nullable NdArray> remembered = new SoftReference<>(null);

  private ConstantTensor(
      Kind kind,
      int[] dims,
      Supplier<NdArray> supplier,
      @Nullable Initializer initializer,
      Provenance provenance,
      int depth,
      boolean present) {
    this.kind = kind;
    this.dims = dims;
    this.supplier = supplier;
    this.initializer = initializer;
    this.provenance = provenance;
    this.depth = depth;
    this.present = present;
  }

  /** A constant with these values. */
  public static ConstantTensor known(NdArray array) {
    ConstantTensor constant =
        new ConstantTensor(array.kind(), array.dims(), () -> array, null, Provenance.NONE, 0, true);
    constant.known = array;
    return constant;
  }

  /** A constant that is one real number. */
  public static ConstantTensor number(double value) {
    return known(NdArray.floats(new int[0], new float[] {(float) value}));
  }

  /** A constant that is a vector of integers. */
  public static ConstantTensor integers(long... values) {
    return known(NdArray.integers(new int[] {values.length}, values));
  }

  /** A stored tensor; what is small and at hand is read right away, as shapes and bounds are. */
  static ConstantTensor stored(Initializer initializer) {
    ConstantTensor constant =
        new ConstantTensor(
            initializer.kind(),
            initializer.dims(),
            initializer::read,
            initializer,
            Provenance.of(initializer),
            0,
            initializer.isPresent());
    if (initializer.isEmbedded() && constant.elements() <= MAX_READ) {
      constant.known = initializer.read();
    }
    return constant;
  }

  /** A constant in the making: its elements are computed of other constants. */
  static final class Derivation {
    private final Kind kind;
    private final int[] dims;
    private final List<ConstantTensor> sources;
    private boolean sameElements;

    private Derivation(Kind kind, int[] dims, List<ConstantTensor> sources) {
      this.kind = kind;
      this.dims = dims;
      this.sources = sources;
    }

    /**
     * Says whether it holds the elements of its only source in some order, each scaled at most:
     * then it stands for the same stored tensor.
     */
    Derivation ofSameElements(boolean same) {
      sameElements = same;
      return this;
    }

    /** The constant with these elements. */
    ConstantTensor by(Supplier<NdArray> supplier) {
      if (!sameElements && Dims.elements(dims) > MAX_COMPUTED) {
        throw new OpException(
            "a computed constant of " + Dims.text(dims),
            "expected at most " + MAX_COMPUTED + " elements");
      }
      int depth = 0;
      boolean present = true;
      boolean ready = Dims.elements(dims) <= EAGER_ELEMENTS;
      for (ConstantTensor source : sources) {
        depth = Math.max(depth, source.depth + 1);
        ready &= source.known != null;
        present &= source.present;
      }
      Initializer stored = sameElements ? sources.getFirst().initializer : null;
      ConstantTensor derived =
          new ConstantTensor(
              kind, dims, supplier, stored, Provenance.of(kind, sources), depth, present);
      if (depth > MAX_DEPTH && Dims.elements(dims) > MAX_WORKED) {
        throw new OpException(
            "a constant of %s that is computed by more than %d nodes"
                .formatted(Dims.text(dims), MAX_DEPTH),
            "expected a stored one");
      }
      return ready || depth > MAX_DEPTH ? worked(derived) : derived;
    }
  }

  /** Starts a constant that is computed of others. */
  static Derivation derived(Kind kind, int[] dims, List<ConstantTensor> sources) {
    return new Derivation(kind, dims, sources);
  }

  private static ConstantTensor worked(ConstantTensor derived) {
    NdArray array = derived.values();
    ConstantTensor worked =
        new ConstantTensor(
            derived.kind,
            derived.dims,
            () -> array,
            derived.initializer,
            derived.provenance,
            0,
            true);
    worked.known = array;
    return worked;
  }

  /** The kind of its elements. */
  public Kind kind() {
    return kind;
  }

  /** Its dimensions. Callers must not write to the array. */
  public int[] dims() {
    return dims;
  }

  /** The number of elements. */
  public long elements() {
    return Dims.elements(dims);
  }

  /** The stored tensor whose elements these are; null for what is computed. */
  public @Nullable Initializer initializer() {
    return initializer;
  }

  /** The stored tensors that it is computed of, and the type of its elements. */
  public Provenance provenance() {
    return provenance;
  }

  /** The same values, which the model calls elements of this type of ONNX. */
  public ConstantTensor ofType(int elementType) {
    ConstantTensor typed =
        new ConstantTensor(
            kind,
            dims,
            this::values,
            initializer,
            new Provenance(elementType, provenance.origins()),
            depth,
            present);
    typed.known = known;
    return typed;
  }

  /** Whether the values need not be read or worked out. */
  public boolean isKnown() {
    return known != null;
  }

  /** Whether the model, and the files beside it, hold what the values are worked out from. */
  public boolean isPresent() {
    return present;
  }

  /**
   * The elements.
   *
   * @throws OpException where the model does not hold them
   */
  public NdArray values() {
    if (known != null) {
      return known;
    }
    NdArray array = remembered.get();
    if (array == null) {
      array = supplier.get();
      if (array.size() <= EAGER_ELEMENTS) {
        known = array;
      } else if (depth > 0) {
        remembered = new SoftReference<>(array);
      }
    }
    return array;
  }
}
