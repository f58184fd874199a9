package io.badmap.agent.loops;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A loop that follows what it found one step before, so that a damaged map can make it endless. A
 * loop that counts an index up to the length of an array ends whatever the array holds, and is
 * none.
 *
 * @param loop where it lies
 * @param way what it follows
 * @param subject the local that holds where the walk stands: an entry, or the table that is probed;
 *     -1 where the way needs none
 * @param nested whether it lies inside another loop of the method
 */
record WalkLoop(NaturalLoop loop, Way way, int subject, boolean nested) {

  /** What a loop follows. */
  enum Way {
    /** {@code next}: the entries of one bin. */
    BIN("inBin"),
    /** {@code before} or {@code after}: the order of a LinkedHashMap. */
    ORDER("inOrder"),
    /** {@code left}, {@code right} or {@code parent}: down or up a red-black tree. */
    TREE("inTree"),
    /** From an entry of a TreeMap to its successor or predecessor. */
    SUCCESSION("inSuccession"),
    /** {@code nextKeyIndex}: the slots of an IdentityHashMap. */
    PROBE("inProbe");

    private final String hook;

    Way(String hook) {
      this.hook = hook;
    }

    /** The method of {@code io.badmap.guard.Walks} that counts its steps. */
    String hook() {
      return hook;
    }

    /** Whether the number of steps is the proof, so that each walk has to count from zero. */
    boolean isCounted() {
      return this == TREE || this == PROBE;
    }
  }

  private static final String PACKAGE = "java/util/";
  private static final Set<String> TREE = Set.of("left", "right", "parent");
  private static final Set<String> TREE_CALLS = Set.of("leftOf", "rightOf", "parentOf");
  private static final Set<String> ORDER = Set.of("before", "after");
  private static final Set<String> SUCCESSION = Set.of("successor", "predecessor");

  /** The walks of {@code method}. */
  static List<WalkLoop> of(MethodNode method) {
    List<NaturalLoop> loops = NaturalLoop.of(method);
    List<WalkLoop> walks = new ArrayList<>();
    for (NaturalLoop loop : loops) {
      WalkLoop walk = of(method, loop, loops);
      if (walk != null) {
        walks.add(walk);
      }
    }
    return walks;
  }

  private static @Nullable WalkLoop of(
      MethodNode method, NaturalLoop loop, List<NaturalLoop> loops) {
    boolean nested = loops.stream().anyMatch(other -> other.contains(loop));
    List<AbstractInsnNode> own = loop.own(method, loops);
    if (own.stream().anyMatch(insn -> way(insn) == Way.TREE)) {
      // A traversal of the whole tree has the way to the next entry as loops inside it.
      if (loops.stream().noneMatch(loop::contains)) {
        return new WalkLoop(loop, Way.TREE, -1, nested);
      }
      int entry = subject(own, Way.TREE);
      return entry < 0 ? null : new WalkLoop(loop, Way.SUCCESSION, entry, nested);
    }
    for (Way way : Way.values()) {
      int subject = subject(own, way);
      if (subject >= 0) {
        return new WalkLoop(loop, way, subject, nested);
      }
    }
    return null;
  }

  private static @Nullable Way way(AbstractInsnNode insn) {
    if (insn instanceof FieldInsnNode field) {
      boolean link = field.getOpcode() == GETFIELD && field.desc.startsWith("L" + PACKAGE);
      return link && field.owner.startsWith(PACKAGE) ? way(field.name) : null;
    }
    if (insn.getOpcode() != INVOKESTATIC) {
      return null;
    }
    MethodInsnNode call = (MethodInsnNode) insn;
    if (!call.owner.startsWith(PACKAGE)) {
      return null;
    }
    if (call.name.equals("nextKeyIndex")) {
      return Way.PROBE;
    }
    if (TREE_CALLS.contains(call.name)) {
      return Way.TREE;
    }
    return SUCCESSION.contains(call.name) ? Way.SUCCESSION : null;
  }

  private static @Nullable Way way(String link) {
    if (TREE.contains(link)) {
      return Way.TREE;
    }
    if (ORDER.contains(link)) {
      return Way.ORDER;
    }
    return link.equals("next") ? Way.BIN : null;
  }

  /** The local that the walk stands at, -1 where the loop does not go that way. */
  private static int subject(List<AbstractInsnNode> own, Way way) {
    for (int i = 0; i < own.size(); i++) {
      if (way(own.get(i)) == way) {
        int local = way == Way.PROBE ? probed(own) : loadedBefore(own, i);
        if (livesThroughTurns(own, local)) {
          return local;
        }
      }
    }
    return -1;
  }

  private static int loadedBefore(List<AbstractInsnNode> own, int use) {
    int at = use - 1;
    while (at >= 0 && own.get(at).getOpcode() == CHECKCAST) {
      at--;
    }
    return at < 0 ? -1 : loaded(own.get(at));
  }

  /** The array of {@code tab[i]}. */
  private static int probed(List<AbstractInsnNode> own) {
    for (int i = 2; i < own.size(); i++) {
      if (own.get(i).getOpcode() == AALOAD && own.get(i - 1).getOpcode() == ILOAD) {
        return loaded(own.get(i - 2));
      }
    }
    return -1;
  }

  private static int loaded(AbstractInsnNode insn) {
    return insn.getOpcode() == ALOAD ? ((VarInsnNode) insn).var : -1;
  }

  /**
   * Whether {@code local} is read before it is written in each turn, and so is set whenever the
   * loop begins anew. Frames would tell too, but the JVM keeps none of classes that it does not
   * verify.
   */
  private static boolean livesThroughTurns(List<AbstractInsnNode> own, int local) {
    for (AbstractInsnNode insn : own) {
      if (insn instanceof VarInsnNode access && access.var == local) {
        return access.getOpcode() == ALOAD;
      }
    }
    return false;
  }
}
