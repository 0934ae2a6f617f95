package convspectrum.spec.graph;

/** The pointwise functions; α and β are the parameters of {@link Op.Activation}. */
public enum ActivationFunction {
  /** max(x, 0). */
  RELU,
  /** min(max(x, 0), 6). */
  RELU6,
  /** x where x ≥ 0, else αx. */
  LEAKY_RELU,
  /** x where x > 0, else α(eˣ − 1). */
  ELU,
  /** λx where x > 0, else λα(eˣ − 1), with the constants of Klambauer et al. 2017. */
  SELU,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** clip(x/6 + 1/2, 0, 1), as in MobileNetV3. */
  HARD_SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** x · sigmoid(x), also called swish. */
  SILU,
  /** x · hard-sigmoid(x). */
  HARD_SWISH,
  /** x · Φ(x), by the error function. */
  GELU,
  /** The tanh approximation of {@link #GELU}. */
  GELU_TANH,
  /** x · tanh(ln(1 + eˣ)). */
  MISH,
  /** ln(1 + eˣ). */
  SOFTPLUS,
  /** min(max(x, α), β). */
  CLIP;

  /** The name as a spec writes it: {@code hard-swish}. */
  public String specName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
