/**
 * Graphs as PyTorch modules, to be read, trained and changed. {@link
 * convspectrum.formats.pytorch.PyTorchWriter} writes one Python file that imports nothing but
 * {@code torch}: a class for each kind of block that is more than a chain of layers, and one for
 * the network. Blocks that differ in numbers only share a class that takes these numbers. A state
 * dict has the parameters and running statistics in the order of the graph's nodes; only a class's
 * own tensors, which come of constants, stand before those of its submodules.
 */
@NullMarked
package convspectrum.formats.pytorch;

import org.jspecify.annotations.NullMarked;
