/* The peak of float32 multiply-adds of one core, by a loop of twelve independent sums: what the
   limits that convspectrum measures are held against. Registers are as wide as the compiler is told
   (-mavx512f; -mavx2 -mfma; -mfma alone; NEON). Prints 10^9 FLOP a second, the best of many windows
   of a millisecond, where a multiply-add is two. */
#include <stdio.h>
#include <time.h>

#if defined(__AVX512F__)
#include <immintrin.h>
typedef __m512 reg;
#define LANES 16
#define SET(x) _mm512_set1_ps(x)
#define FMA(a, b, c) _mm512_fmadd_ps(a, b, c)
#elif defined(__AVX2__)
#include <immintrin.h>
typedef __m256 reg;
#define LANES 8
#define SET(x) _mm256_set1_ps(x)
#define FMA(a, b, c) _mm256_fmadd_ps(a, b, c)
#elif defined(__FMA__)
#include <immintrin.h>
typedef __m128 reg;
#define LANES 4
#define SET(x) _mm_set1_ps(x)
#define FMA(a, b, c) _mm_fmadd_ps(a, b, c)
#elif defined(__ARM_NEON)
#include <arm_neon.h>
typedef float32x4_t reg;
#define LANES 4
#define SET(x) vdupq_n_f32(x)
#define FMA(a, b, c) vfmaq_f32(c, a, b)
#else
#error "no fused multiply-add that this program knows"
#endif

#define SUMS 12
#define STEPS 50000
#define WINDOWS 500

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(void) {
  volatile float sink;
  double best = 0;
  reg a = SET(1e-4f), b = SET(0.25f);
  for (int window = 0; window < WINDOWS; window++) {
    /* From values of their own, or the compiler sees that they are all the same. */
    reg s0 = SET(0), s1 = SET(1), s2 = SET(2), s3 = SET(3), s4 = SET(4), s5 = SET(5), s6 = SET(6),
        s7 = SET(7), s8 = SET(8), s9 = SET(9), s10 = SET(10), s11 = SET(11);
    double start = seconds();
    for (int step = 0; step < STEPS; step++) {
      s0 = FMA(a, b, s0);
      s1 = FMA(a, b, s1);
      s2 = FMA(a, b, s2);
      s3 = FMA(a, b, s3);
      s4 = FMA(a, b, s4);
      s5 = FMA(a, b, s5);
      s6 = FMA(a, b, s6);
      s7 = FMA(a, b, s7);
      s8 = FMA(a, b, s8);
      s9 = FMA(a, b, s9);
      s10 = FMA(a, b, s10);
      s11 = FMA(a, b, s11);
    }
    double gflops = 2e-9 * SUMS * STEPS * LANES / (seconds() - start);
    reg sums[SUMS] = {s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11};
    for (int i = 0; i < SUMS; i++) {
      sink = ((float *)&sums[i])[0];
    }
    if (gflops > best) {
      best = gflops;
    }
  }
  (void)sink;
  printf("%.1f\n", best);
  return 0;
}
