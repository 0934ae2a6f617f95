/**
 * Images to score with: {@link convspectrum.search.scoring.images.ImageSource} reads them from
 * files, and from the file in which they were sent.
 */
@NullMarked
package convspectrum.search.scoring.images;

import org.jspecify.annotations.NullMarked;
