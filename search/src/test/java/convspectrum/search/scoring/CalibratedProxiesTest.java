package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.scoring.CalibratedProxies.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibratedProxiesTest {
  private static final CalibratedProxies TWO =
      new CalibratedProxies(
          List.of(
              new Figure("A", "macs", 0.7, 0, 0, 0),
              new Figure("B", "macs", 0.8, 0, 0, 0),
              new Figure("A", "live_macs", 0.78, 0.08, 0.07, 0.09),
              new Figure("B", "live_macs", 0.8, 0, 0, 0),
              new Figure("A", "proxy", 0.9, 0.2, 0.1, 0.3),
              new Figure("B", "proxy", 0.9, 0.1, 0.05, 0.2),
              new Figure("A", "naswot", 0.75, 0.05, -0.01, 0.1),
              new Figure("B", "naswot", 0.9, 0.1, 0.05, 0.2),
              new Figure("A", "synflow", 0.6, -0.15, -0.2, -0.1),
              new Figure("B", "synflow", 0.6, -0.15, -0.2, -0.1),
              new Figure("A", "zico", 0.79, 0.09, 0.06, 0.12),
              new Figure("B", "zico", 0.8, 0, -0.06, 0.06),
              new Figure("A", "meco", 0.8, 0, -0.2, 0.2)));

  @Test
  void onlyWhatIsBeyondChanceCounts() {
    assertThat(
            TWO.sentence(
                List.of("proxy", "naswot", "macs", "live_macs", "synflow", "zico", "meco", "zen")))
        .isEqualTo(
            "Ranking better than MACs (Spearman 0.700 on A, 0.800 on B) and live MACs (0.780 on A, 0.800"
                + " on B), beyond chance: proxy on both; naswot on B alone; synflow, zico nowhere; meco"
                + " not on A; zen unknown, not calibrated.");
  }

  @Test
  void theBundledFiguresHaveMacsOfBothTables() {
    assertThat(CalibratedProxies.bundled().sentence(List.of(ProxyFigures.DEFAULT)))
        .contains("on NAS-Bench-201", "on NAS-Bench-Macro", "proxy on both");
  }
}
