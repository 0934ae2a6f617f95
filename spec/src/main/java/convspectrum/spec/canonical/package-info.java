/**
 * The canonical form of a graph: which designs are the same function, whatever they are called and
 * in whatever order they are written.
 *
 * <p>Start at {@link convspectrum.spec.canonical.Fingerprint}. It decides equality only: the graph
 * as written stays what is counted, run and scored. {@link convspectrum.spec.canonical.LiveNodes}
 * says which of its nodes the rewrites leave.
 *
 * <pre>{@code
 * boolean same = Fingerprint.of(a).equals(Fingerprint.of(b));
 * }</pre>
 *
 * <h2>What makes two graphs equal</h2>
 *
 * Every rewrite is exact in real arithmetic, for all weights, and maps parameters one to one.
 *
 * <ul>
 *   <li><b>Dead nodes</b> that no output depends on are gone.
 *   <li><b>Identities</b> are gone: Identity, Scale(1), a slice of everything, a pad of nothing, a
 *       concat of one, a resize to the same size, a transpose or shuffle that moves nothing, a
 *       reshape to the same shape, a 1×1 pool of stride 1, a global pool of one pixel, ReLU of
 *       ReLU.
 *   <li><b>Attributes that do not matter</b> do not count: the dilation of a kernel of one tap, the
 *       padding rule of a maximum or of an unpadded pool, {@code ceil} where it adds no window, α
 *       and β of functions without them.
 *   <li><b>Zero</b> propagates: a zero term of a sum drops, a product with zero is zero, and so is
 *       every op of zero that adds nothing (convolution and linear layer without bias, activations
 *       with f(0) = 0, pools, scales, resizes, …). Batch norm of zero is a learned constant, not
 *       zero.
 *   <li><b>Sums and products</b> commute and flatten, also where the inner one is used elsewhere:
 *       with s = a + b, both s + f(s) and a + b + f(s) are the sum of a, b and f(s). Flattening
 *       only sums that are used once would call these two different.
 *   <li><b>Concats and slices</b>: nested concats along one axis flatten, a slice of a slice is one
 *       slice, a slice of a concat takes the parts it covers, adjacent slices joined again are one
 *       slice. Nested reshapes and nested transposes are one.
 *   <li><b>Parts</b>: a concat of equal ops, each used only there, is one op on the concat of their
 *       inputs. Adjacent convolutions with equal window, bias and channels per group become one
 *       grouped convolution; so {@code kernels: [3, 3]} is a single 3×3 in twice the groups.
 *       Adjacent regular convolutions of the <i>same</i> tensor become one wider regular
 *       convolution (their filters stacked, again one to one). Pointwise functions, batch norms,
 *       layer scales, pools, pads and resizes join likewise.
 *   <li><b>Equal ops without parameters</b> on equal inputs are one. Two equal ops <i>with</i>
 *       parameters are not: conv₁(x) + conv₂(x) ≠ c + c with c = conv(x).
 * </ul>
 *
 * Inputs and outputs keep their positions, since callers feed and read them by position.
 *
 * <h2>How graphs are compared</h2>
 *
 * What remains is coloured: forwards each node by its op, shape and the colours of its inputs,
 * backwards by the colours of its consumers, and again until no colour class splits. The
 * fingerprint is SHA-256 over the sorted colours.
 *
 * <h2>Known limits</h2>
 *
 * <ul>
 *   <li>Colour refinement cannot tell apart graphs in which every node looks alike from where it
 *       stands. Six equal convolutions of one tensor, summed in pairs around one ring of six or
 *       around two rings of three, get equal fingerprints. Ordinary networks are not of this kind.
 *   <li>Equalities that are not looked for stay unfound, which costs an evaluation but is never
 *       wrong: a 1×1 convolution of one pixel and a linear layer, 2x and x + x, a permutation of
 *       the channels between two convolutions, slices along several axes in another order,
 *       distributivity.
 *   <li>A sum, product or concat beyond 1,024 terms is not flattened further.
 * </ul>
 */
@NullMarked
package convspectrum.spec.canonical;

import org.jspecify.annotations.NullMarked;
