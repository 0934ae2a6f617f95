package convspectrum.executor.onednn.library;

/** How pools reduce a window; {@code dnnl_pooling_…}. */
public enum Pooling {
  /** The largest value. */
  MAXIMUM(0x1ff),
  /** The mean over the window, with zeros of the padding. */
  MEAN_WITH_PADDING(0x2ff),
  /** The mean over what is inside. */
  MEAN_INSIDE(0x3ff);

  private final int code;

  Pooling(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
