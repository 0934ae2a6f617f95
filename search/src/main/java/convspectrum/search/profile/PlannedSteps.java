package convspectrum.search.profile;

import convspectrum.executor.runtime.RuntimeStep;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The steps that a runtime planned, by the names that a profile has for them, each once. */
final class PlannedSteps {
  private final Map<List<String>, Queue<RuntimeStep>> byNodes = new HashMap<>();

  PlannedSteps(List<RuntimeStep> steps) {
    steps.forEach(step -> byNodes.computeIfAbsent(step.nodes(), _ -> new ArrayDeque<>()).add(step));
  }

  /** The next step of these names; equal names are told apart by their order. */
  Optional<RuntimeStep> next(List<String> nodes) {
    Queue<RuntimeStep> left = byNodes.get(nodes);
    return left == null ? Optional.empty() : Optional.ofNullable(left.poll());
  }
}
