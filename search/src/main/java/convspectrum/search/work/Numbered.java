package convspectrum.search.work;

import java.io.Serializable;
import java.math.BigInteger;

/** A result with its number. */
public record Numbered<R>(BigInteger number, R result) implements Serializable {
  private static final long serialVersionUID = 1L;
}
