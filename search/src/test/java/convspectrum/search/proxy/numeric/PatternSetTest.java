package convspectrum.search.proxy.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatternSetTest {
  @Test
  void countsWhatASetOfTextsCounts() {
    SplittableRandom random = new SplittableRandom(2);
    int compared = 0;
    for (int samples : new int[] {1, 2, 8, 17, 64, 70}) {
      PatternSet set = new PatternSet(samples);
      Set<String> texts = new HashSet<>();
      for (int units : new int[] {1, 63, 64, 5000}) {
        int words = Math.ceilDiv(units, 64);
        long[] bits = new long[samples * words];
        for (int n = 0; n < samples; n++) {
          for (int u = 0; u < units; u++) {
            if (random.nextInt(3) == 0) {
              bits[n * words + u / 64] |= 1L << u;
            }
          }
        }
        set.add(bits, words, units);
        for (int u = 0; u < units; u++) {
          StringBuilder text = new StringBuilder();
          for (int n = 0; n < samples; n++) {
            text.append(bits[n * words + u / 64] >>> u & 1);
          }
          texts.add(text.toString());
        }
      }
      assertThat(set.size()).as("%d samples", samples).isEqualTo(texts.size());
      compared++;
    }
    assertThat(compared).isEqualTo(6);
  }
}
