package convspectrum.search.run;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a search found no design that keeps the constraints. */
record NothingKept(SearchPlan plan, SpaceLandscape landscape) {
  /** The counts of each constraint, and which one has to be loosened. */
  String message() {
    Map<String, Long> rejections = landscape.rejections();
    long seen = landscape.rejected();
    String counts =
        rejections.entrySet().stream()
            .map(entry -> "%,d for '%s'".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    List<String> alone =
        rejections.entrySet().stream()
            .filter(entry -> entry.getValue() >= seen)
            .map(entry -> "'" + entry.getKey() + "'")
            .toList();
    return "no design keeps the constraints. Of %,d that were looked at, all are out: %s. %s"
        .formatted(
            seen,
            counts,
            alone.isEmpty()
                ? "Each leaves some, but none keeps all: loosen one of them"
                : String.join(" and ", alone)
                    + (alone.size() == 1 ? " excludes" : " each exclude")
                    + " every one of them: loosen that first"
                    + possible(alone, seen));
  }

  /** What the constraints that exclude everything would have to be. */
  private String possible(List<String> alone, long seen) {
    boolean all = plan.sweep().size().equals(BigInteger.valueOf(seen));
    return plan.constraints().stream()
        .filter(constraint -> alone.contains("'" + constraint.text() + "'"))
        .filter(constraint -> landscape.nearest(constraint).isPresent())
        .map(constraint -> {
          double value = landscape.nearest(constraint).orElseThrow();
          return ". T"
              + constraint.extreme(all ? "that is possible" : "among those", value).substring(1);
        })
        .collect(Collectors.joining());
  }
}
