package convspectrum.executor.vector.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Figures worked by hand from what was measured; {@code bench/tiles.sh} measures it. */
class RegisterTileTest {
  private static final Lanes AVX2 = new Lanes(8, 16);
  private static final Lanes AVX512 = new Lanes(16, 32);

  @Test
  void sixteenRegistersHoldFourteenSumsAtMost() {
    assertThat(RegisterTile.mostPixels(1, AVX2)).isEqualTo(7);
    assertThat(RegisterTile.mostPixels(2, AVX2)).isEqualTo(6);
    assertThat(RegisterTile.mostPixels(3, AVX2)).isEqualTo(3);
    assertThat(RegisterTile.mostPixels(4, AVX2)).isEqualTo(1);
    assertThat(RegisterTile.mostPixels(8, AVX2)).isEqualTo(1);
  }

  @Test
  void thirtyTwoHoldTwentyFourSums() {
    assertThat(RegisterTile.mostPixels(1, AVX512)).isEqualTo(12);
    assertThat(RegisterTile.mostPixels(2, AVX512)).isEqualTo(12);
    assertThat(RegisterTile.mostPixels(3, AVX512)).isEqualTo(7);
    assertThat(RegisterTile.mostPixels(4, AVX512)).isEqualTo(6);
    assertThat(RegisterTile.mostPixels(8, AVX512)).isEqualTo(3);
  }

  /** What is live between two fences, and one register for the compiler, are 16 at most. */
  @Test
  void betweenTwoFencesSixteenRegistersSuffice() {
    int tiles = 0;
    for (int vectors = 2; vectors <= 3; vectors++) {
      for (int pixels = 2; pixels <= RegisterTile.mostPixels(vectors, AVX2); pixels++) {
        RegisterTile tile = RegisterTile.of(pixels, vectors, AVX2);
        int live = pixels * vectors + vectors + tile.fence();
        assertThat(live).as(tile.toString()).isLessThanOrEqualTo(16);
        tiles++;
      }
    }
    assertThat(tiles).isEqualTo(5 + 2);
  }

  @Test
  void aFenceStandsOnlyWhereTheCompilerWouldSpill() {
    assertThat(RegisterTile.of(6, 2, AVX2).fence()).isEqualTo(2);
    assertThat(RegisterTile.of(5, 2, AVX2).fence()).isEqualTo(3);
    assertThat(RegisterTile.of(4, 2, AVX2).fence()).isEqualTo(4);
    assertThat(RegisterTile.of(3, 2, AVX2).fence()).as("unrolled twice").isEqualTo(1);
    assertThat(RegisterTile.of(3, 3, AVX2).fence()).isEqualTo(3);
    assertThat(RegisterTile.of(7, 1, AVX2).fence()).isEqualTo(7);
    for (int vectors = 1; vectors <= 4; vectors++) {
      int most = RegisterTile.mostPixels(vectors, AVX512);
      assertThat(RegisterTile.of(most, vectors, AVX512).fence()).isEqualTo(most);
    }
  }

  @Test
  void tilesWithMoreSumsCostLessForEach() {
    assertThat(RegisterTile.of(6, 2, AVX2).cost() / 12)
        .isLessThan(RegisterTile.of(5, 2, AVX2).cost() / 10);
    assertThat(RegisterTile.of(7, 1, AVX2).cost() / 7)
        .as("seven sums do not fill the pipes")
        .isGreaterThan(RegisterTile.of(3, 3, AVX2).cost() / 9);
  }

  @Test
  void aFenceBeyondTheTileIsRefused() {
    assertThatThrownBy(() -> new RegisterTile(3, 2, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 pixels by 2 vectors with a fence after 4");
  }
}
