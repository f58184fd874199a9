package io.badmap.it.detection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationTargetException;

/** Copies by serialization and by {@code clone}. */
final class Copies {
  private Copies() {}

  static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  /** Calls the public {@code clone()} of a map or set. */
  static Object cloned(Object object) throws Throwable {
    try {
      return object.getClass().getMethod("clone").invoke(object);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
