/**
 * Studies of training: how accuracy goes along a parameter of a spec, such as the number of
 * segments, at equal width and at equal multiply-accumulates. An {@link
 * convspectrum.search.training.study.AccuracyStudy} is what a YAML file says, {@link
 * convspectrum.search.training.study.StudyTraining} trains its designs with paired seeds and keeps
 * each result, and {@link convspectrum.search.training.study.StudyResult} has the differences,
 * their intervals and what follows from them: where the sign changes, where the knee is.
 */
@NullMarked
package convspectrum.search.training.study;

import org.jspecify.annotations.NullMarked;
