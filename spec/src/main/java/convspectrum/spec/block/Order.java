package convspectrum.spec.block;

/** Which of the two convolutions of a segmented block comes first. */
public enum Order {
  /** 1×1 from in to out channels, then K×K: Inception. */
  POINTWISE_FIRST,
  /** K×K from in to in · multiplier channels, then 1×1: MobileNet, and Xception as built. */
  SPATIAL_FIRST
}
