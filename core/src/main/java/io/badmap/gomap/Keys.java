package io.badmap.gomap;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Go's equality and hashability mean for Java's classes.
 *
 * <p>A record is a struct: compared component by component. An array, a Collection, a Map and a
 * function (a lambda, a method handle) have no equality in Go and cannot be keys; a record with a
 * component declared as one of them cannot either. A component declared as anything else is an
 * interface, looked into when it is hashed.
 */
final class Keys {
  /** How a class of keys is hashed and compared. */
  enum Kind {
    /** {@code hashCode} and {@code equals} of the JDK, which call nothing of the user's. */
    TRUSTED,
    /** {@code hashCode} and {@code equals} of the user's. */
    FOREIGN,
    FLOAT,
    DOUBLE,
    STRUCT,
    UNHASHABLE
  }

  private static final Set<Class<?>> TRUSTED =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          UUID.class,
          Class.class);

  private static final ClassValue<Kind> KINDS =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          return classify(type);
        }
      };

  private static final ClassValue<List<Method>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return accessors(type);
        }
      };

  private Keys() {}

  static Kind kind(@Nullable Object key) {
    return key == null ? Kind.TRUSTED : KINDS.get(key.getClass());
  }

  private static Kind classify(Class<?> type) {
    if (TRUSTED.contains(type) || type.isEnum() || isEnumConstant(type)) return Kind.TRUSTED;
    if (type == Double.class) return Kind.DOUBLE;
    if (type == Float.class) return Kind.FLOAT;
    if (isReference(type) || isLambda(type)) return Kind.UNHASHABLE;
    if (!type.isRecord()) return Kind.FOREIGN;
    if (hasNeverKey(type, new HashSet<>(Set.of(type)))) return Kind.UNHASHABLE;
    return needsLook(type) && !COMPONENTS.get(type).isEmpty() ? Kind.STRUCT : Kind.FOREIGN;
  }

  private static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.isSynthetic();
  }

  private static boolean isEnumConstant(Class<?> type) {
    Class<?> above = type.getSuperclass();
    return above != null && above.isEnum();
  }

  /** Slices, maps and functions, by what a value is. */
  private static boolean isReference(Class<?> type) {
    return type.isArray()
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || MethodHandle.class.isAssignableFrom(type);
  }

  /** Slices, maps and functions, by what a component is declared as; also records of such. */
  private static boolean neverKey(Class<?> declared, Set<Class<?>> seen) {
    if (isReference(declared) || declared.isAnnotationPresent(FunctionalInterface.class)) {
      return true;
    }
    return declared.isRecord() && seen.add(declared) && hasNeverKey(declared, seen);
  }

  private static boolean hasNeverKey(Class<?> type, Set<Class<?>> seen) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (neverKey(component.getType(), seen)) return true;
    }
    return false;
  }

  /** Whether Go's equality of a record can differ from the one that {@code equals} has. */
  private static boolean needsLook(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> declared = component.getType();
      boolean plain =
          TRUSTED.contains(declared)
              || declared.isEnum()
              || (declared.isPrimitive() && declared != double.class && declared != float.class);
      if (!plain) return true;
    }
    return false;
  }

  /** The accessors of a record, or none where its module does not let them be called. */
  private static List<Method> accessors(Class<?> type) {
    List<Method> methods = new ArrayList<>();
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        methods.add(accessor);
      }
    } catch (InaccessibleObjectException | SecurityException closed) {
      return List.of();
    }
    return methods;
  }

  private static @Nullable Object component(Method accessor, Object struct) {
    try {
      return accessor.invoke(struct);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  /**
   * The hash code of {@code key} under Go's equality; a NaN gives another one each time.
   *
   * @throws GoPanic if the key, or anything in it, cannot be a key
   */
  static int hashCode(@Nullable Object key, @Nullable Seed seed) {
    if (key == null) return 0;
    switch (KINDS.get(key.getClass())) {
      case TRUSTED, FOREIGN -> {
        return key.hashCode();
      }
      case DOUBLE -> {
        double d = (Double) key;
        return Double.isNaN(d) ? Seed.next(seed) : Double.hashCode(d + 0.0);
      }
      case FLOAT -> {
        float f = (Float) key;
        return Float.isNaN(f) ? Seed.next(seed) : Float.hashCode(f + 0.0f);
      }
      case STRUCT -> {
        int sum = key.getClass().hashCode();
        for (Method accessor : COMPONENTS.get(key.getClass())) {
          sum = 31 * sum + hashCode(component(accessor, key), seed);
        }
        return sum;
      }
      case UNHASHABLE -> throw GoPanic.unhashable(key.getClass());
    }
    throw new AssertionError(key.getClass());
  }

  /** Whether two keys are equal as Go's {@code ==} has it. */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String || a instanceof Integer) return a.equals(b);
    if (a == null || b == null) return a == b;
    if (a.getClass() == Double.class) {
      return b.getClass() == Double.class && (double) (Double) a == (double) (Double) b;
    }
    if (a.getClass() == Float.class) {
      return b.getClass() == Float.class && (float) (Float) a == (float) (Float) b;
    }
    if (KINDS.get(a.getClass()) != Kind.STRUCT) return a == b || a.equals(b);
    if (a.getClass() != b.getClass()) return false;
    for (Method accessor : COMPONENTS.get(a.getClass())) {
      if (!equal(component(accessor, a), component(accessor, b))) return false;
    }
    return true;
  }

  /** Whether a stored key equals itself; false for a NaN and what holds one. */
  static boolean reflexive(@Nullable Object key) {
    return switch (kind(key)) {
      case DOUBLE, FLOAT, STRUCT -> equal(key, key);
      case TRUSTED, FOREIGN, UNHASHABLE -> true;
    };
  }
}
