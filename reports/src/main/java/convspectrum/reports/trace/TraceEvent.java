package convspectrum.reports.trace;

import java.util.Map;

/**
 * An event of Chrome's trace-event format, by its own names (<a
 * href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace
 * Event Format</a>).
 */
sealed interface TraceEvent {
  /**
   * Something that takes time.
   *
   * @param name what it is
   * @param cat its categories, by commas
   * @param ph {@code X}, which has a duration
   * @param ts when it begins, in microseconds
   * @param dur how long it takes, in microseconds
   * @param pid number of the process that it is shown in
   * @param tid number of the thread that it is shown in
   * @param args its figures
   */
  record Complete(
      String name,
      String cat,
      String ph,
      double ts,
      double dur,
      int pid,
      int tid,
      Map<String, Object> args)
      implements TraceEvent {}

  /** The same without figures: speedscope shows an empty object behind the name. */
  record Bare(String name, String cat, String ph, double ts, double dur, int pid, int tid)
      implements TraceEvent {}

  /**
   * A name of a process or thread.
   *
   * @param name {@code process_name}, {@code thread_name}
   * @param ph {@code M}
   * @param ts 0: it has no time, but speedscope takes a file only where each event has one
   * @param args the name itself
   */
  record Naming(String name, String ph, double ts, int pid, int tid, Map<String, Object> args)
      implements TraceEvent {}

  /** Times are in nanoseconds, and in the file in microseconds with three decimals. */
  static TraceEvent complete(
      String name,
      String category,
      long start,
      long end,
      int process,
      int thread,
      Map<String, Object> args) {
    return new Complete(
        name, category, "X", start / 1e3, (end - start) / 1e3, process, thread, args);
  }

  /** The same of something that has no figures. */
  static TraceEvent complete(
      String name, String category, long start, long end, int process, int thread) {
    return new Bare(name, category, "X", start / 1e3, (end - start) / 1e3, process, thread);
  }

  static TraceEvent process(int process, String name) {
    return new Naming("process_name", "M", 0, process, 0, Map.of("name", name));
  }

  static TraceEvent thread(int process, int thread, String name) {
    return new Naming("thread_name", "M", 0, process, thread, Map.of("name", name));
  }
}
