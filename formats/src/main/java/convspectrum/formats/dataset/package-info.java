/**
 * Labelled images in the files that data sets come in. {@link
 * convspectrum.formats.dataset.Datasets} opens what a path or a name denotes: IDX files (MNIST,
 * Fashion-MNIST), CIFAR-10 and CIFAR-100 in binary form, NumPy's {@code .npy} and {@code .npz}, a
 * folder of pictures for each class, and a small sample of Fashion-MNIST that is part of the
 * program. The result is a {@link convspectrum.formats.dataset.Dataset} of {@link
 * convspectrum.formats.dataset.ImageSet}s in memory. Nothing is downloaded.
 */
@NullMarked
package convspectrum.formats.dataset;

import org.jspecify.annotations.NullMarked;
