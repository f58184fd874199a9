package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.List;

/** A class file whose methods can be changed. Not thread-safe. */
public final class ClassNode {
  public final String name;
  public final String superName;
  public final List<FieldNode> fields = new ArrayList<>();
  public final List<MethodNode> methods = new ArrayList<>();

  private final byte[] bytes;
  private final ConstantPool pool;
  private final int methodsStart;
  private final int methodsEnd;

  /**
   * Reads the outline of a class.
   *
   * @throws RuntimeException of any kind if it is not a class file
   */
  public ClassNode(byte[] bytes) {
    this.bytes = bytes;
    pool = new ConstantPool(bytes);
    int at = pool.end() + 2;
    name = pool.className(Bytes.u2(bytes, at));
    int parent = Bytes.u2(bytes, at + 2);
    superName = parent == 0 ? "" : pool.className(parent);
    at += 6 + 2 * Bytes.u2(bytes, at + 4);
    int count = Bytes.u2(bytes, at);
    at += 2;
    for (int i = 0; i < count; i++) {
      fields.add(
          new FieldNode(pool.utf8(Bytes.u2(bytes, at + 2)), pool.utf8(Bytes.u2(bytes, at + 4))));
      at = endOfMember(at);
    }
    methodsStart = at;
    count = Bytes.u2(bytes, at);
    at += 2;
    for (int i = 0; i < count; i++) {
      int end = endOfMember(at);
      methods.add(new MethodNode(name, bytes, at, end, pool));
      at = end;
    }
    methodsEnd = at;
  }

  /**
   * The class as it is now; methods that did not change are copied.
   *
   * @throws IllegalStateException if it has outgrown the format
   */
  public byte[] toBytes() {
    ByteWriter body = new ByteWriter(2 * bytes.length);
    body.u2(methods.size());
    for (MethodNode method : methods) {
      method.write(body);
    }
    ByteWriter out = new ByteWriter(3 * bytes.length);
    out.copy(bytes, 0, 8);
    pool.write(out);
    int poolEnd = pool.end();
    out.copy(bytes, poolEnd, methodsStart);
    out.append(body);
    out.copy(bytes, methodsEnd, bytes.length);
    return out.toBytes();
  }

  /** Both {@code field_info} and {@code method_info} end in their attributes. */
  private int endOfMember(int start) {
    int at = start + 8;
    for (int i = Bytes.u2(bytes, start + 6); i > 0; i--) {
      at += 6 + Bytes.s4(bytes, at + 2);
    }
    return at;
  }
}
