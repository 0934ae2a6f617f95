package convspectrum.executor.onednn.library;

/** The functions that several classes call, or that have many parameters. */
final class Functions {
  private static final OneDnnLibrary LIBRARY = OneDnnLibrary.get();

  static final NativeFunction ATTRIBUTES_CREATE = function("dnnl_primitive_attr_create", "P");
  static final NativeFunction ATTRIBUTES_DESTROY = function("dnnl_primitive_attr_destroy", "P");
  static final NativeFunction SET_POST_OPS = function("dnnl_primitive_attr_set_post_ops", "PP");
  static final NativeFunction SET_SCALES = function("dnnl_primitive_attr_set_scales_mask", "PII");
  static final NativeFunction SET_ZERO_POINTS =
      function("dnnl_primitive_attr_set_zero_points_mask", "PII");

  static final NativeFunction POST_OPS_CREATE = function("dnnl_post_ops_create", "P");
  static final NativeFunction POST_OPS_DESTROY = function("dnnl_post_ops_destroy", "P");
  static final NativeFunction APPEND_SUM = function("dnnl_post_ops_append_sum", "PFII");
  static final NativeFunction APPEND_ELTWISE = function("dnnl_post_ops_append_eltwise", "PIFF");
  static final NativeFunction APPEND_BINARY = function("dnnl_post_ops_append_binary", "PIP");

  static final NativeFunction DESCRIPTOR_DESTROY = function("dnnl_primitive_desc_destroy", "P");
  static final NativeFunction DESCRIPTOR_QUERY = function("dnnl_primitive_desc_query", "PIIP");

  static final NativeFunction PRIMITIVE_CREATE = function("dnnl_primitive_create", "PP");
  static final NativeFunction PRIMITIVE_DESTROY = function("dnnl_primitive_destroy", "P");
  static final NativeFunction MEMORY_CREATE = function("dnnl_memory_create", "PPPP");
  static final NativeFunction MEMORY_DESTROY = function("dnnl_memory_destroy", "P");
  static final NativeFunction STREAM_WAIT = function("dnnl_stream_wait", "P");

  static final NativeFunction CONVOLUTION =
      function("dnnl_convolution_forward_primitive_desc_create", "PPIIPPPPPPPPP");
  static final NativeFunction INNER_PRODUCT =
      function("dnnl_inner_product_forward_primitive_desc_create", "PPIPPPPP");
  static final NativeFunction MATMUL = function("dnnl_matmul_primitive_desc_create", "PPPPPPP");
  static final NativeFunction POOLING =
      function("dnnl_pooling_forward_primitive_desc_create", "PPIIPPPPPPPP");
  static final NativeFunction ELTWISE =
      function("dnnl_eltwise_forward_primitive_desc_create", "PPIIPPFFP");
  static final NativeFunction BINARY = function("dnnl_binary_primitive_desc_create", "PPIPPPP");
  static final NativeFunction SUM = function("dnnl_sum_primitive_desc_create", "PPPIPPP");
  static final NativeFunction CONCAT = function("dnnl_concat_primitive_desc_create", "PPPIIPP");
  static final NativeFunction REORDER = function("dnnl_reorder_primitive_desc_create", "PPPPPP");
  static final NativeFunction SOFTMAX =
      function("dnnl_softmax_forward_primitive_desc_create", "PPIIPPIP");
  static final NativeFunction LAYER_NORM =
      function("dnnl_layer_normalization_forward_primitive_desc_create", "PPIPPPFIP");
  static final NativeFunction SHUFFLE =
      function("dnnl_shuffle_forward_primitive_desc_create", "PPIPPILP");
  static final NativeFunction RESAMPLING =
      function("dnnl_resampling_forward_primitive_desc_create", "PPIIPPPP");
  static final NativeFunction REDUCTION =
      function("dnnl_reduction_primitive_desc_create", "PPIPPFFP");
  static final NativeFunction PRELU =
      function("dnnl_prelu_forward_primitive_desc_create", "PPIPPPP");

  private Functions() {}

  private static NativeFunction function(String name, String signature) {
    return LIBRARY.function(name, signature);
  }
}
