package convspectrum.search.profile;

/**
 * Where the time of one design goes on one runtime.
 *
 * @param design its label
 * @param times of its steps, with runtime and machine
 */
public record DesignProfile(String design, LayerTimes times) {}
