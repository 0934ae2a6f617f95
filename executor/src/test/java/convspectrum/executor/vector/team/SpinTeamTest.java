package convspectrum.executor.vector.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES) // a team that waits for nobody must not hang
class SpinTeamTest {
  private static final int MOST_MEMBERS = 4;
  private static final int MOST_PHASES = 5;

  /**
   * Jobs of a team for which there are CPUs, and of any other. Where each meeting waits for threads
   * of other programs, it ends after the fewer once the time is up.
   */
  private static final int MANY_JOBS = 10_000;

  private static final int FEW_JOBS = 50;
  private static final long LONG_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(20);

  @Test
  void everyMemberRunsItsPartOnce() {
    for (int members = 1; members <= MOST_MEMBERS; members++) {
      try (SpinTeam team = new SpinTeam(members)) {
        AtomicIntegerArray runs = new AtomicIntegerArray(members);
        Thread caller = Thread.currentThread();
        boolean[] byCaller = new boolean[members];
        team.run(member -> {
          runs.incrementAndGet(member);
          byCaller[member] = Thread.currentThread() == caller;
        });
        for (int member = 0; member < members; member++) {
          assertThat(runs.get(member)).isEqualTo(1);
          assertThat(byCaller[member]).isEqualTo(member == 0);
        }
        assertThat(team.members()).isEqualTo(members);
      }
    }
  }

  /**
   * Short jobs of some phases one after the other: what a member wrote in one phase all others see
   * in the next, without any other barrier.
   */
  @Test
  void manyShortJobsAndPhasesAreRaceFree() {
    Random random = new Random(3);
    int jobs = 0;
    long start = System.nanoTime();
    for (int members = 1; members <= MOST_MEMBERS; members++) {
      try (SpinTeam team = new SpinTeam(members)) {
        Relay relay = new Relay(team);
        int most = members <= 2 ? MANY_JOBS : FEW_JOBS;
        for (int i = 0; i < most; i++) {
          if (i >= FEW_JOBS && System.nanoTime() - start > LONG_ENOUGH_NANOS) {
            break;
          }
          relay.phases = random.nextInt(MOST_PHASES);
          team.run(relay::run);
          jobs++;
          relay.expected += relay.phases;
        }
        assertThat(relay.wrong).isZero();
        for (int member = 0; member < members; member++) {
          assertThat(relay.plain[member]).isEqualTo(relay.expected);
        }
      }
    }
    assertThat(jobs).isBetween(4 * FEW_JOBS, 2 * (MANY_JOBS + FEW_JOBS));
  }

  /** In every phase each member counts on, and reads what its neighbour counted to. */
  private static final class Relay {
    private final SpinTeam team;
    private final long[] plain;
    private final long[] seen;
    private int phases;
    private long expected;
    private long wrong;

    Relay(SpinTeam team) {
      this.team = team;
      this.plain = new long[team.members()];
      this.seen = new long[team.members()];
    }

    void run(int member) {
      for (int phase = 1; phase <= phases; phase++) {
        plain[member]++;
        team.meet();
        seen[member] = plain[(member + 1) % plain.length];
        team.meet();
        if (member == 0) {
          for (long value : seen) {
            wrong += value == expected + phase ? 0 : 1;
          }
        }
        team.meet();
      }
    }
  }

  @Test
  void aFailureOfAnyMemberReachesTheCaller() {
    int failures = 0;
    for (int members = 2; members <= MOST_MEMBERS; members++) {
      try (SpinTeam team = new SpinTeam(members)) {
        for (int failing = 0; failing < members; failing++) {
          int culprit = failing;
          RuntimeException failure = new ArithmeticException("of member " + culprit);
          assertThatThrownBy(() ->
                  team.run(member -> {
                    if (member == culprit) {
                      throw failure;
                    }
                  }))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("of member " + culprit)
              .hasCause(failure);
          failures++;
        }
        assertWorks(team);
      }
    }
    assertThat(failures).isEqualTo(2 + 3 + 4);
  }

  /** The others do not wait for one that will not come. */
  @Test
  void aFailureBetweenMeetingsReachesTheCaller() {
    int failures = 0;
    for (int members = 2; members <= MOST_MEMBERS; members++) {
      try (SpinTeam team = new SpinTeam(members)) {
        for (int failing = 0; failing < members; failing++) {
          for (int phase = 0; phase < 3; phase++) {
            int culprit = failing;
            int phaseOfFailure = phase;
            Error failure = new AssertionError("phase " + phase);
            assertThatThrownBy(() ->
                    team.run(member -> {
                      for (int i = 0; i < 3; i++) {
                        if (member == culprit && i == phaseOfFailure) {
                          throw failure;
                        }
                        team.meet();
                      }
                    }))
                .hasCause(failure);
            failures++;
          }
        }
        assertWorks(team);
      }
    }
    assertThat(failures).isEqualTo((2 + 3 + 4) * 3);
  }

  @Test
  void theFailureOfOneAloneIsItsOwn() {
    RuntimeException failure = new ArithmeticException("alone");
    try (SpinTeam team = new SpinTeam(1)) {
      assertThatThrownBy(() ->
              team.run(_ -> {
                throw failure;
              }))
          .isSameAs(failure);
      assertWorks(team);
    }
  }

  /** Waiting, and not waiting for some time: nothing wakes it but the next job. */
  @Test
  void workersParkBetweenJobs() {
    try (SpinTeam team = new SpinTeam(3)) {
      for (int job = 0; job < 3; job++) {
        team.run(_ -> {});
        assertThat(team.workers()).hasSize(2);
        for (Thread worker : team.workers()) {
          while (worker.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
          }
          assertThat(worker.getState()).isEqualTo(Thread.State.WAITING);
          assertThat(LockSupport.getBlocker(worker)).isSameAs(team);
        }
      }
    }
  }

  @Test
  void closingEndsTheThreads() throws InterruptedException {
    SpinTeam team = new SpinTeam(3);
    List<Thread> others = team.workers();
    assertThat(others).hasSize(2).allMatch(Thread::isAlive).allMatch(Thread::isDaemon);
    team.close();
    for (Thread worker : others) {
      worker.join(TimeUnit.MINUTES.toMillis(2));
      assertThat(worker.isAlive()).isFalse();
    }
    assertThatThrownBy(() -> team.run(_ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the team is closed");
    team.close();
  }

  /** A team that has just been made, before its threads ran at all. */
  @Test
  void closingAtOnceEndsTheThreads() throws InterruptedException {
    int ended = 0;
    for (int i = 0; i < 50; i++) {
      SpinTeam team = new SpinTeam(2);
      team.close();
      for (Thread worker : team.workers()) {
        worker.join(TimeUnit.MINUTES.toMillis(2));
        assertThat(worker.isAlive()).isFalse();
        ended++;
      }
    }
    assertThat(ended).isEqualTo(50);
  }

  private static void assertWorks(SpinTeam team) {
    AtomicIntegerArray runs = new AtomicIntegerArray(team.members());
    team.run(member -> {
      for (int i = 0; i < 4; i++) {
        runs.incrementAndGet(member);
        team.meet();
      }
    });
    for (int member = 0; member < team.members(); member++) {
      assertThat(runs.get(member)).isEqualTo(4);
    }
  }
}
