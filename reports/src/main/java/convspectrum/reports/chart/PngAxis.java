package convspectrum.reports.chart;

/**
 * What XChart is told of an axis.
 *
 * @param axis what it is of
 * @param domain what it shows
 * @param isLogarithmic whether XChart spreads the values; else their positions are plotted
 * @param spacing least pixels between ticks
 */
record PngAxis(Axis axis, Domain domain, boolean isLogarithmic, int spacing) {
  /** Below this many decades a logarithmic axis has too few ticks and looks linear anyway. */
  private static final double NARROW = 0.7;

  /** Beyond this many decades only powers of ten get labels. */
  private static final double WIDE = 3;

  private static final int USUAL_SPACING = 70;

  /**
   * The axis of a picture.
   *
   * @param pixels its length, roughly
   */
  static PngAxis of(Axis axis, Domain domain, double pixels) {
    double span = domain.high() - domain.low();
    if (!axis.categories().isEmpty()) {
      return new PngAxis(axis, domain, false, everyWhole(span, pixels, 28));
    }
    return switch (domain.scale()) {
      case LINEAR -> new PngAxis(axis, domain, false, USUAL_SPACING);
      case LOG10 ->
          span < NARROW
              ? new PngAxis(axis, linear(domain), false, USUAL_SPACING)
              : new PngAxis(axis, domain, true, USUAL_SPACING);
      case LOG2 -> new PngAxis(axis, domain, false, everyWhole(span, pixels, 11));
    };
  }

  /**
   * The spacing that makes ticks of whole numbers. XChart rounds the step to 1, 2, 5 or 10 times a
   * power of ten; aimed at the middle of what becomes a whole step, the length may be estimated a
   * quarter wrong.
   */
  private static int everyWhole(double span, double pixels, int most) {
    double step = Math.max(1, Math.ceil(span / most));
    return (int) Math.max(1, 1.05 * step * pixels / span);
  }

  private static Domain linear(Domain domain) {
    Scale scale = domain.scale();
    return new Domain(Scale.LINEAR, scale.backward(domain.low()), scale.backward(domain.high()));
  }

  double low() {
    return isLogarithmic ? domain.scale().backward(domain.low()) : domain.low();
  }

  double high() {
    return isLogarithmic ? domain.scale().backward(domain.high()) : domain.high();
  }

  double position(double value) {
    return isLogarithmic ? value : domain.scale().forward(value);
  }

  /** A position that lies by a share of the axis after another. */
  double beside(double position, double share) {
    double step = share * (domain.high() - domain.low());
    return isLogarithmic ? position * Math.pow(10, step) : position + step;
  }

  /** The label of a tick; empty where labels would crowd. */
  String label(double position) {
    if (!axis.categories().isEmpty()) {
      // XChart spreads ticks further apart until all labels differ, those outside too.
      boolean whole = isNear(position, Math.rint(position));
      boolean inside = whole && axis.shows(Math.rint(position));
      return inside ? brief(axis.label(Math.rint(position)), 20) : Domain.label(position);
    }
    double value = isLogarithmic ? position : domain.scale().backward(position);
    return isLogarithmic && !isRound(value) ? "" : Domain.label(value);
  }

  private boolean isRound(double value) {
    double mantissa = value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    boolean all = domain.high() - domain.low() <= WIDE;
    return isNear(mantissa, 1) || (all && (isNear(mantissa, 2) || isNear(mantissa, 5)));
  }

  private static boolean isNear(double a, double b) {
    return Math.abs(a - b) < 1e-6;
  }

  /** A label of at most so many characters. */
  static String brief(String label, int most) {
    return label.codePointCount(0, label.length()) <= most
        ? label
        : label.substring(0, label.offsetByCodePoints(0, most - 1)) + "…";
  }
}
