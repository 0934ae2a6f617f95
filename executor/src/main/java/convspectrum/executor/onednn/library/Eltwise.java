package convspectrum.executor.onednn.library;

/**
 * A function of each element, {@code dnnl_eltwise_…}, with its two numbers.
 *
 * @param algorithm which one
 * @param alpha the first number of its definition
 * @param beta the second one
 */
public record Eltwise(Algorithm algorithm, double alpha, double beta) {
  /** The functions, with {@code dnnl_alg_kind_t}. */
  public enum Algorithm {
    /** x where x &gt; 0, else αx. */
    RELU(0x20),
    /** The hyperbolic tangent. */
    TANH(0x21),
    /** x where x &gt; 0, else α(eˣ − 1). */
    ELU(0x22),
    /** |x|. */
    ABS(0x24),
    /** √x. */
    SQRT(0x25),
    /** αx + β. */
    LINEAR(0x26),
    /** ln(1 + e^αx) / α. */
    SOFT_RELU(0x27),
    /** αx + β, cut off at 0 and 1. */
    HARD_SIGMOID(0x28),
    /** 1 / (1 + e⁻ˣ). */
    LOGISTIC(0x29),
    /** eˣ. */
    EXP(0x2a),
    /** x · Φ(x), approximated by tanh. */
    GELU_TANH(0x2b),
    /** x / (1 + e^−αx). */
    SWISH(0x2c),
    /** ln x. */
    LOG(0x2d),
    /** min(max(x, α), β). */
    CLIP(0x2e),
    /** αx^β. */
    POWER(0x30),
    /** x · Φ(x). */
    GELU_ERF(0x31),
    /** The nearest integer, of two the even one. */
    ROUND(0x32),
    /** x · tanh(ln(1 + eˣ)). */
    MISH(0x33),
    /** x times αx + β, which is cut off at 0 and 1. */
    HARD_SWISH(0x34);

    private final int code;

    Algorithm(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** A function whose definition has no numbers. */
  public Eltwise(Algorithm algorithm) {
    this(algorithm, 0, 0);
  }
}
