package convspectrum.executor.measure.host;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.UnsupportedGraphException;
import org.junit.jupiter.api.Test;

/**
 * What people read has no names of Java's classes, unless the failure is a fault of the program.
 */
final class HostExceptionTest {
  @Test
  void whatIsWordedForUsersStandsAlone() {
    assertThat(HostException.describe(new UnsupportedGraphException("8 groups; at most 7")))
        .isEqualTo("8 groups; at most 7");
    assertThat(HostException.describe(new HostException("the process ended")))
        .isEqualTo("the process ended");
    assertThat(HostException.describe(new IllegalStateException("closed")))
        .isEqualTo("IllegalStateException: closed");
    assertThat(HostException.describe(new ArithmeticException())).isEqualTo("ArithmeticException");
  }
}
