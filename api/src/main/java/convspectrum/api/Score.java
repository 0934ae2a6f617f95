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

  /** {@return the {@link Design#label()} of the design} */
  public String design() {
    return design;
  }

  /** {@return the name of the proxy} */
  public String proxy() {
    return scored.proxy().name();
  }

  /** {@return the score, finite, in the unit of the proxy; empty where it is undefined} */
  public OptionalDouble value() {
    return scored.score().number();
  }

  /** {@return why there is no score; empty where there is one} */
  public String reason() {
    return scored.score() instanceof Undefined(String reason) ? reason : "";
  }

  /**
   * {@return the time that it took in seconds, with intermediate results that it was the first to
   * need}
   */
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
