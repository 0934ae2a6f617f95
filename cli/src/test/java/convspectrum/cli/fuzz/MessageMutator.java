package convspectrum.cli.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Changes messages field by field, so that each input is a message of the same type: numbers become
 * hostile ones, texts those of other places, and parts are left out, doubled and exchanged for
 * those of other seeds.
 */
final class MessageMutator {
  private static final long[] NUMBERS = {
    0,
    -1,
    1,
    2,
    3,
    5,
    7,
    11,
    16,
    255,
    1000,
    65536,
    1L << 31,
    (1L << 31) - 1,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final float[] FLOATS = {0, -1, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY};

  private final List<Message> seeds;
  private final Map<Descriptor, List<Message>> parts = new HashMap<>();
  private final List<String> texts;

  /** A mutator of these seeds, all of one type. */
  MessageMutator(List<Message> seeds, List<String> words) {
    this.seeds = List.copyOf(seeds);
    TreeSet<String> found = new TreeSet<>(words);
    seeds.forEach(seed -> collect(seed, found));
    this.texts = List.copyOf(found);
  }

  private void collect(Message message, TreeSet<String> found) {
    parts.computeIfAbsent(message.getDescriptorForType(), _ -> new ArrayList<>()).add(message);
    for (Object value : message.getAllFields().values()) {
      for (Object one : value instanceof List<?> list ? list : List.of(value)) {
        if (one instanceof Message part) {
          collect(part, found);
        } else if (one instanceof String text) {
          found.add(text);
        }
      }
    }
  }

  /** A seed with one to eight changes, some of them of bytes. */
  byte[] input(RandomGenerator random) {
    Message.Builder model = pick(seeds, random).toBuilder();
    int changes = 1 + random.nextInt(1 + random.nextInt(8));
    for (int i = 0; i < changes; i++) {
      List<Message.Builder> builders = new ArrayList<>();
      collect(model, builders);
      change(pick(builders, random), random);
    }
    byte[] bytes = model.buildPartial().toByteArray();
    if (random.nextInt(16) == 1 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** The builder and all inside it. */
  private static void collect(Message.Builder builder, List<Message.Builder> all) {
    all.add(builder);
    for (FieldDescriptor field : builder.getAllFields().keySet()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (field.isRepeated()) {
          for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
            collect(builder.getRepeatedFieldBuilder(field, i), all);
          }
        } else {
          collect(builder.getFieldBuilder(field), all);
        }
      }
    }
  }

  private void change(Message.Builder builder, RandomGenerator random) {
    List<FieldDescriptor> set = List.copyOf(builder.getAllFields().keySet());
    boolean known = !set.isEmpty() && random.nextInt(5) > 0;
    FieldDescriptor field = pick(known ? set : builder.getDescriptorForType().getFields(), random);
    if (!field.isRepeated()) {
      if (random.nextInt(6) == 1) {
        builder.clearField(field);
      } else {
        builder.setField(field, value(field, random));
      }
      return;
    }
    int count = builder.getRepeatedFieldCount(field);
    int at = random.nextInt(count + 1);
    switch (random.nextInt(4)) {
      case 0 -> builder.addRepeatedField(field, value(field, random));
      case 1 -> {
        List<Object> kept = new ArrayList<>((List<?>) builder.getField(field));
        if (at < count) {
          kept.remove(at);
        }
        builder.setField(field, kept);
      }
      case 2 -> {
        if (at < count) {
          builder.addRepeatedField(field, builder.getRepeatedField(field, at));
        }
      }
      default -> {
        if (at < count) {
          builder.setRepeatedField(field, at, value(field, random));
        }
      }
    }
  }

  private Object value(FieldDescriptor field, RandomGenerator random) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (field.getJavaType()) {
      case INT -> (int) number;
      case LONG -> number;
      case FLOAT -> FLOATS[random.nextInt(FLOATS.length)];
      case DOUBLE -> (double) FLOATS[random.nextInt(FLOATS.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> pick(texts, random);
      case BYTE_STRING -> ByteString.copyFrom(new byte[random.nextInt(40)]);
      case ENUM -> pick(field.getEnumType().getValues(), random);
      case MESSAGE -> {
        List<Message> found = parts.get(field.getMessageType());
        yield found == null
            ? com.google.protobuf.DynamicMessage.getDefaultInstance(field.getMessageType())
            : pick(found, random);
      }
    };
  }

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }
}
