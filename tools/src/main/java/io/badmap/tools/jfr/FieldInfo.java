package io.badmap.tools.jfr;

/**
 * A field of a type, as the metadata of a chunk has it.
 *
 * @param name as in the source of the event
 * @param type its class
 * @param constant whether the value lies in the constant pool of that class
 * @param array whether there is a number of values
 */
record FieldInfo(String name, TypeInfo type, boolean constant, boolean array) {
  /** Moves behind the value. */
  void skip(Bytes bytes) {
    int count = array ? bytes.count() : 1;
    for (int i = 0; i < count; i++) {
      if (constant) {
        bytes.skipNumber();
      } else {
        type.skip(bytes);
      }
    }
  }
}
