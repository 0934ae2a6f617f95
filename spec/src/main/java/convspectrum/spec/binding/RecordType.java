package convspectrum.spec.binding;

import convspectrum.spec.block.AtLeast;
import convspectrum.spec.block.Body;
import convspectrum.spec.block.Default;
import convspectrum.spec.block.Doc;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.Main;
import convspectrum.spec.block.PaddingRule;
import convspectrum.spec.block.Reduce;
import convspectrum.spec.block.Segments;
import convspectrum.spec.block.Shortcut;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A record as a mapping: a block, or what is written inside one. */
public final class RecordType implements FieldType {
  private static final Map<Class<?>, RecordType> KNOWN = new ConcurrentHashMap<>();

  private static final Map<Class<?>, FieldType> PLAIN =
      Map.of(
          double.class, new ValueType.Real(),
          Double.class, new ValueType.Real(),
          boolean.class, new ValueType.Truth(),
          Boolean.class, new ValueType.Truth(),
          HeightWidth.class, new ValueType.Sides(),
          PaddingRule.class, new ValueType.Border(),
          Segments.class, new ValueType.Groups(),
          Reduce.class, new ValueType.Reduction(),
          Body.class, BodyType.BODY,
          Shortcut.class, BodyType.SHORTCUT);

  private final String name;
  private final String doc;
  private final List<Field> fields;
  private final int main;
  private final Class<?> recordClass;
  private volatile @Nullable MethodHandle constructor;

  private RecordType(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.recordClass = type;
    Doc about = type.getAnnotation(Doc.class);
    this.name = nameOf(type);
    this.doc = about == null ? "" : about.value();
    this.fields = Arrays.stream(components).map(RecordType::field).toList();
    int mainIndex = -1;
    for (int i = 0; i < components.length; i++) {
      if (components[i].isAnnotationPresent(Main.class)) {
        mainIndex = i;
      }
    }
    this.main = mainIndex;
  }

  /** The type of a record class. */
  public static RecordType of(Class<?> type) {
    RecordType known = KNOWN.get(type);
    if (known == null) {
      known = new RecordType(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  /** The name, as a document writes it. */
  public String name() {
    return name;
  }

  /** What the record is for, in one sentence. */
  public String doc() {
    return doc;
  }

  /** The fields, in the order of the record's components. */
  public List<Field> fields() {
    return fields;
  }

  /** The names of all fields. */
  public List<String> fieldNames() {
    return fields.stream().map(Field::name).toList();
  }

  /** The field that the short form sets. */
  public Optional<Field> main() {
    return main < 0 ? Optional.empty() : Optional.of(fields.get(main));
  }

  /**
   * The record with these components, one per field in order.
   *
   * @throws FieldException where they do not fit each other
   */
  public Object create(@Nullable Object[] values) {
    try {
      MethodHandle made = constructor;
      if (made == null) {
        made = findConstructor();
        constructor = made;
      }
      return (Object) made.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The constructor is looked up when it is first needed, since a document uses few of the types.
   */
  private MethodHandle findConstructor() throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(recordClass.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return MethodHandles.publicLookup()
        .findConstructor(recordClass, MethodType.methodType(void.class, types))
        .asSpreader(Object[].class, types.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  @Override
  public Object decode(Object plain) {
    if (main < 0 || plain instanceof List<?> && !(fields.get(main).type() instanceof ListType)) {
      throw new ValueException("found " + PlainValues.describe(plain), "expected " + expected());
    }
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      values[i] =
          i == main
              ? field.type().decode(plain)
              : field
                  .fallback()
                  .orElseThrow(() ->
                      new ValueException(
                          "missing field '" + field.name() + "'", field.type().expected()));
    }
    try {
      return create(values);
    } catch (FieldException e) {
      throw new ValueException(e.problem(), e.expected());
    }
  }

  @Override
  public String expected() {
    String mapping = "a mapping with " + String.join(", ", fieldNames());
    return main < 0 ? mapping : fields.get(main).type().expected() + "; or " + mapping;
  }

  private static Field field(RecordComponent component) {
    AtLeast least = component.getAnnotation(AtLeast.class);
    FieldType type =
        type(component.getGenericType(), least == null ? Integer.MIN_VALUE : least.value());
    Doc doc = component.getAnnotation(Doc.class);
    Default written = component.getAnnotation(Default.class);
    return new Field(
        kebab(component.getName()),
        doc == null ? "" : doc.value(),
        type,
        Optional.ofNullable(written).map(Default::value),
        Optional.ofNullable(written).map(text -> type.decode(PlainValues.ofText(text.value()))));
  }

  private static FieldType type(Type type, int least) {
    if (type instanceof ParameterizedType generic) {
      FieldType element = type(generic.getActualTypeArguments()[0], least);
      return generic.getRawType() == Optional.class
          ? new OptionalType(element)
          : new ListType(element);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return words(plain);
    }
    if (plain.isRecord() && plain != HeightWidth.class) {
      return of(plain);
    }
    if (plain == int.class || plain == Integer.class) {
      return new ValueType.Whole(least);
    }
    FieldType known = PLAIN.get(plain);
    if (known == null) {
      throw new IllegalStateException("no field type for " + plain);
    }
    return known;
  }

  private static ValueType.Word words(Class<?> type) {
    Map<String, Enum<?>> words = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      Enum<?> value = (Enum<?>) constant;
      words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return new ValueType.Word(words);
  }

  /** What a document calls a record class. */
  public static String nameOf(Class<?> type) {
    return kebab(type.getSimpleName());
  }

  private static String kebab(String name) {
    List<String> words = new ArrayList<>(List.of(name.split("(?=[A-Z])")));
    words.removeIf(String::isEmpty);
    return String.join("-", words).toLowerCase(Locale.ROOT);
  }
}
