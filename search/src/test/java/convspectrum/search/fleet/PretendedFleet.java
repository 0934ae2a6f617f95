package convspectrum.search.fleet;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Workers whose machines are made up. Each task takes some polls, so that tasks overlap unless they
 * are kept apart.
 */
final class PretendedFleet implements Fleet {
  private static final int POLLS = 3;

  /** What a worker would answer to the task of measuring. */
  record Member(FleetWorker worker, Answer<Sighting> sighting, Answer<MachineRun> run) {}

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final List<String> running = new ArrayList<>();

  private final List<String> lost = new ArrayList<>();

  /** The ids of workers that measured, in that order. */
  final List<String> measured = new ArrayList<>();

  /** Pairs of workers of one machine of which one began while the other measured. */
  final List<String> overlaps = new ArrayList<>();

  static Sighting sighting(String host, String node, String fingerprint) {
    return new Sighting(host, node, fingerprint, "a CPU, 4 cores", "a JVM", "", "UseAVX=3", 4);
  }

  static Answer<MachineRun> run(int code, String... said) {
    return new Answer.Given<>(
        new MachineRun(Instant.EPOCH, Instant.EPOCH, code, "", List.of(said)));
  }

  /** A worker that answers, on a machine by itself. */
  PretendedFleet with(String id, String fingerprint, Answer<MachineRun> run) {
    return with(id, sighting("host" + id, "node" + id, fingerprint), 4, run);
  }

  PretendedFleet with(String id, Sighting sighting, int cores, Answer<MachineRun> run) {
    members.put(
        id,
        new Member(new FleetWorker(id, sighting.host(), cores), new Answer.Given<>(sighting), run));
    return this;
  }

  PretendedFleet silent(String id, String why) {
    members.put(
        id, new Member(new FleetWorker(id, "host" + id, 4), new Answer.Missing<>(why), run(0)));
    return this;
  }

  /** Such a worker is not there any more once it has begun to measure, and never answers. */
  PretendedFleet losing(String id) {
    lost.add(id);
    return this;
  }

  @Override
  public List<FleetWorker> workers() {
    if (!lost.isEmpty() && measured.containsAll(lost)) {
      members.keySet().removeAll(lost);
    }
    return members.values().stream().map(Member::worker).toList();
  }

  @Override
  public String loss(FleetWorker worker) {
    return lost.contains(worker.id()) ? "a reason" : "";
  }

  @Override
  public Duration settling() {
    return Duration.ZERO;
  }

  @Override
  public <R extends Serializable> FleetJob<R> begin(FleetWorker worker, FleetTask<R> task) {
    Member member = member(worker.id());
    boolean looks = task instanceof Looking;
    for (String other : running) {
      boolean isMeasuring = !looks || measured.contains(other);
      if (isMeasuring && node(member(other)).equals(node(member))) {
        overlaps.add(other + " " + worker.id());
      }
    }
    running.add(worker.id());
    if (!looks) {
      measured.add(worker.id());
    }
    @SuppressWarnings("unchecked") // the two tasks have these results
    Answer<R> answer = (Answer<R>) (looks ? member.sighting() : member.run());
    return new FleetJob<>() {
      private int polls;

      @Override
      public Optional<Answer<R>> poll() {
        if (++polls < POLLS || (!looks && lost.contains(worker.id()))) {
          return Optional.empty();
        }
        running.remove(worker.id());
        return Optional.of(answer);
      }

      @Override
      public void cancel() {
        running.remove(worker.id());
      }
    };
  }

  private Member member(String id) {
    return Objects.requireNonNull(members.get(id), id);
  }

  private static String node(Member member) {
    return member.sighting() instanceof Answer.Given<Sighting>(Sighting sighting)
        ? sighting.node()
        : member.worker().host();
  }

  /** Whether nothing is at work. */
  boolean isIdle() {
    return running.isEmpty();
  }

  @Override
  public void close() {}
}
