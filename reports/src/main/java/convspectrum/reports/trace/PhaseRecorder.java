package convspectrum.reports.trace;

import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Records the phases of a command from its progress. A phase lasts until the next one is told of; a
 * part of it until more of it is done.
 */
public final class PhaseRecorder implements StudyProgress {
  private final LongSupplier nanoTime;
  private final long zero;
  private final List<Phase> phases = new ArrayList<>();
  private final List<Phase> parts = new ArrayList<>();
  private String phase = "";
  private String part = "";
  private long phaseStart;
  private long partStart;

  /** A recorder whose time begins now. */
  public PhaseRecorder(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.zero = nanoTime.getAsLong();
  }

  /** Begins a phase without parts, and ends the one before it. */
  public void begin(String name) {
    report(name, 0, 1, "");
  }

  @Override
  public void report(String task, long done, long total, String note) {
    long now = nanoTime.getAsLong() - zero;
    if (!task.equals(phase)) {
      endPhase(now);
      phase = task;
      phaseStart = now;
    } else {
      endPart(now);
    }
    partStart = now;
    part =
        "%d/%d%s".formatted(done + 1, Math.max(done + 1, total), note.isBlank() ? "" : " " + note);
  }

  /** Ends the last phase. */
  public void end() {
    endPhase(nanoTime.getAsLong() - zero);
    phase = "";
  }

  private void endPart(long now) {
    parts.add(new Phase(part, partStart, now, List.of()));
  }

  private void endPhase(long now) {
    if (!phase.isEmpty()) {
      endPart(now);
      phases.add(new Phase(phase, phaseStart, now, parts.size() > 1 ? parts : List.of()));
    }
    parts.clear();
  }

  /** The phases that have ended, in order. */
  public List<Phase> phases() {
    return List.copyOf(phases);
  }
}
