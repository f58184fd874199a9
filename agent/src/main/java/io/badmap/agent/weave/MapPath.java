package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.ALOAD;
import static io.badmap.agent.bytecode.Opcodes.GETFIELD;

import io.badmap.agent.bytecode.ClassNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.FieldNode;
import io.badmap.agent.bytecode.InsnList;
import io.badmap.agent.bytecode.Type;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.Map;
import java.util.Set;

/** The way from a view, iterator, spliterator or entry to the map it works on. */
final class MapPath {
  private static final Set<String> NAMES =
      Set.of("this$0", "this$1", "map", "base", "m", "tree", "root", "list");

  /** The field of a class that is itself on the way. */
  private static final Map<String, String> NEXT =
      Map.of(
          "java/util/TreeMap$NavigableSubMap", "m",
          "java/util/TreeMap$AscendingSubMap", "m",
          "java/util/TreeMap$DescendingSubMap", "m",
          "java/util/IdentityHashMap$EntryIterator", "this$0",
          "java/util/EnumMap$EntryIterator", "this$0",
          "java/util/ArrayList$SubList", "root");

  private MapPath() {}

  /**
   * Loads the map.
   *
   * @throws UnknownShapeException if the class has none of the known fields
   */
  static InsnList load(Family family, ClassNode node) throws UnknownShapeException {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    if (family.roots().contains(node.name)) {
      return code;
    }
    for (FieldNode field : node.fields) {
      String type = NAMES.contains(field.name) ? Type.getType(field.desc).getInternalName() : "";
      if (family.roots().contains(type)) {
        code.add(new FieldInsnNode(GETFIELD, node.name, field.name, field.desc));
        return code;
      }
      String next = NEXT.get(type);
      if (next != null) {
        code.add(new FieldInsnNode(GETFIELD, node.name, field.name, field.desc));
        code.add(new FieldInsnNode(GETFIELD, type, next, root(family)));
        return code;
      }
    }
    if (node.superName.endsWith("MapSpliterator")) {
      String name = node.superName.endsWith("TreeMapSpliterator") ? "tree" : "map";
      code.add(new FieldInsnNode(GETFIELD, node.superName, name, root(family)));
      return code;
    }
    throw new UnknownShapeException(node.name.replace('/', '.') + " has no field for its map");
  }

  private static String root(Family family) {
    return 'L' + family.roots().get(0) + ';';
  }
}
