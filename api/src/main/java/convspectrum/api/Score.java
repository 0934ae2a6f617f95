package convspectrum.api;

import convspectrum.search.proxy.Score.Undefined;
import convspectrum.search.scoring.ProxyScorer;
import java.util.OptionalDouble;

/** The score of one design by one accuracy proxy. */
public final class Score {
  private final String design;
  private final ProxyScorer.Scored scored;

  Score(String design, ProxyScorer.Scored scored) {
    this.design = design;
    this.scored = scored;
  }

  /** The {@link Design#label()} of the design. */
  public String design() {
    return design;
  }

  /** The name of the proxy. */
  public String proxy() {
    return scored.proxy().name();
  }

  /** The score, finite, in the unit of the proxy; empty where it is undefined. */
  public OptionalDouble value() {
    return scored.score().number();
  }

  /** Why there is no score; empty where there is one. */
  public String reason() {
    return scored.score() instanceof Undefined(String reason) ? reason : "";
  }

  /** The time that it took in seconds, with intermediate results that it was the first to need. */
  public double seconds() {
    return scored.seconds();
  }

  /** {@code spectrum#segments=8 by synflow: 12.5}. */
  @Override
  public String toString() {
    String result = value().isPresent() ? Double.toString(value().getAsDouble()) : reason();
    return design + " by " + proxy() + ": " + result;
  }
}
