package convspectrum.executor.vector.layout;

import convspectrum.executor.vector.kernel.DepthwiseKernel;

/**
 * A feature map in the arena: pixels row by row, each with its channels together (NHWC), and a
 * border of zeros around each picture that is wide enough for every reader's padding.
 *
 * @param order the positions of the channels in a pixel
 * @param offset of the first channel's register of pixel (0, 0) of the first picture
 * @param pixel distance between pixels of a row
 * @param row distance between rows
 * @param image distance between pictures of a batch
 */
public record FeatureMap(
    int batch,
    int height,
    int width,
    ChannelOrder order,
    int offset,
    int pixel,
    int row,
    int image) {

  /** Returns the start of a pixel, which may be in the zeros around the picture. */
  public int at(int n, int y, int x) {
    return offset + n * image + y * row + x * pixel;
  }

  /** Returns the distances for a kernel. */
  public DepthwiseKernel.Strides strides() {
    return new DepthwiseKernel.Strides(pixel, row);
  }
}
