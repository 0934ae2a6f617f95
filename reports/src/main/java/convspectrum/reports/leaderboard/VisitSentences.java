package convspectrum.reports.leaderboard;

import convspectrum.search.fleet.Sighting;
import convspectrum.search.fleet.Visit;
import convspectrum.search.fleet.Visit.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which machines of a cluster measured, for which others, and what went wrong, in sentences. */
public final class VisitSentences {
  /** Machines of a kind are named up to this number. */
  private static final int NAMED = 4;

  private final List<Visit> visits;

  /** Of these workers. */
  public VisitSentences(List<Visit> visits) {
    this.visits = List.copyOf(visits);
  }

  /** All of them, in the order of the workers. */
  public List<String> all() {
    List<String> sentences = new ArrayList<>();
    for (Visit visit : visits) {
      switch (visit.state()) {
        case MEASURED -> sentences.add(words(visit) + " measured" + alike(visit) + ".");
        case FAILED -> sentences.add(words(visit) + ": " + ended(visit.reason()));
        case INTERRUPTED -> sentences.add(words(visit) + ": " + ended(visit.reason()));
        case ALIKE -> {} // said where the other one is
      }
      if (visit.run().isPresent()) {
        shared(visit).ifPresent(sentences::add);
      }
    }
    return sentences;
  }

  private static String words(Visit visit) {
    return visit.name() + visit.sighting().map(seen -> " (" + seen.words() + ")").orElse("");
  }

  private static String ended(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  /** The workers that it measured for. */
  private String alike(Visit visit) {
    boolean isFirst =
        visits.stream()
            .filter(other -> other.state() == State.MEASURED && other.isLike(visit))
            .findFirst()
            .equals(Optional.of(visit));
    List<String> others =
        visits.stream()
            .filter(other -> isFirst && other.state() == State.ALIKE && other.isLike(visit))
            .map(Visit::name)
            .toList();
    if (others.isEmpty()) {
      return "";
    }
    List<String> named = others.stream().limit(NAMED).toList();
    int more = others.size() - named.size();
    return ", as one of %d workers of its kind; the others, on %s%s, did not"
        .formatted(
            others.size() + 1, String.join(", ", named), more == 0 ? "" : " and " + more + " more");
  }

  /** What a reader should know where a machine does not give a worker all of its cores. */
  private static Optional<String> shared(Visit visit) {
    int lent = visit.worker().cores();
    return visit
        .sighting()
        .map(Sighting::logicalCores)
        .filter(cores -> lent < cores)
        .map(cores ->
            "%s lends %d of its %d cores to the worker; its noise says what ran on the others."
                .formatted(visit.name(), lent, cores));
  }
}
