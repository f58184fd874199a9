package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.ACONST_NULL;
import static io.badmap.agent.bytecode.Opcodes.ALOAD;
import static io.badmap.agent.bytecode.Opcodes.ASTORE;
import static io.badmap.agent.bytecode.Opcodes.ATHROW;
import static io.badmap.agent.bytecode.Opcodes.DUP;
import static io.badmap.agent.bytecode.Opcodes.GETFIELD;
import static io.badmap.agent.bytecode.Opcodes.GETSTATIC;
import static io.badmap.agent.bytecode.Opcodes.GOTO;
import static io.badmap.agent.bytecode.Opcodes.IAND;
import static io.badmap.agent.bytecode.Opcodes.ICONST_1;
import static io.badmap.agent.bytecode.Opcodes.IFLE;
import static io.badmap.agent.bytecode.Opcodes.ILOAD;
import static io.badmap.agent.bytecode.Opcodes.INSTANCEOF;
import static io.badmap.agent.bytecode.Opcodes.INTEGER;
import static io.badmap.agent.bytecode.Opcodes.INVOKEINTERFACE;
import static io.badmap.agent.bytecode.Opcodes.INVOKESPECIAL;
import static io.badmap.agent.bytecode.Opcodes.INVOKESTATIC;
import static io.badmap.agent.bytecode.Opcodes.IRETURN;
import static io.badmap.agent.bytecode.Opcodes.ISTORE;
import static io.badmap.agent.bytecode.Opcodes.ISUB;
import static io.badmap.agent.bytecode.Opcodes.MONITOREXIT;
import static io.badmap.agent.bytecode.Opcodes.PUTFIELD;
import static io.badmap.agent.bytecode.Opcodes.RETURN;
import static io.badmap.agent.bytecode.Opcodes.TOP;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.ClassNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.FrameNode;
import io.badmap.agent.bytecode.InsnList;
import io.badmap.agent.bytecode.InsnNode;
import io.badmap.agent.bytecode.JumpInsnNode;
import io.badmap.agent.bytecode.LabelNode;
import io.badmap.agent.bytecode.LdcInsnNode;
import io.badmap.agent.bytecode.MethodInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.Opcodes;
import io.badmap.agent.bytecode.TryCatchBlockNode;
import io.badmap.agent.bytecode.Type;
import io.badmap.agent.bytecode.TypeInsnNode;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one class of a family.
 *
 * <p>Three kinds of change. Every access to {@code modCount} becomes a call of the guard's {@code
 * count} or {@code setCount}, of the same three bytes, so that {@code putVal} and {@code
 * removeNode} stay below HotSpot's FreqInlineSize of 325. The methods of the table get their entry
 * and exit hooks, and so does what they read of another map past its own methods. And before the
 * first change inside a conditional write stands a call of {@code mutating}. No hook branches
 * inside the rewritten method.
 */
public final class Weaver {
  private static final String NODE = "java/util/HashMap$Node";

  /** Entries that do not know their map. */
  private static final Set<String> ENTRIES =
      Set.of(NODE, "java/util/TreeMap$Entry", "java/util/WeakHashMap$Entry");

  private static final String TREE_NODE = "java/util/HashMap$TreeNode";
  private static final String OUT_OF_BOUNDS = "java/lang/ArrayIndexOutOfBoundsException";
  private static final String OBJECT = "java/lang/Object";
  private static final String MAP_ONLY = "(Ljava/lang/Object;)V";
  private static final String MAP_AND_FLAG = "(Ljava/lang/Object;Z)V";
  private static final String CONSTRUCTOR = "<init>";

  /** The fourth argument of {@code putVal(int, K, V, boolean, boolean)}. */
  private static final int ONLY_IF_ABSENT = 4;

  private static final int COUNT = (1 << 20) - 1;

  private static final int NO_EVENT = -1;

  /** HotSpot's MaxInlineSize: a method of more bytes is inlined only where it is called often. */
  private static final int SMALL = 35;

  private static final String FORCE_INLINE = "Ljdk/internal/vm/annotation/ForceInline;";

  /** What the guard's entry hooks give when there is nothing to clear at the exit. */
  private static final int NOT_MINE = 0x7fe << 20;

  /** Called only on the way to a change, so the change is announced at their start. */
  private static final Set<String> CHANGING = Set.of("newTreeNode", "resize");

  /** Make a node where they link it; the factory itself is on the way of every put. */
  private static final Set<String> LINKING = Set.of("putVal", "computeIfAbsent", "compute");

  /** Call a function of the user whose result decides. */
  private static final Set<String> COMPUTING =
      Set.of("computeIfAbsent", "computeIfPresent", "compute");

  /** Replace a value in place. */
  private static final Set<String> REPLACING =
      Set.of("putVal", "computeIfAbsent", "computeIfPresent", "compute", "replace", "replaceAll");

  /** Announce their changes inside: all that {@link #isAnnounced} knows. */
  private static final Set<String> CHANGED_INSIDE =
      Set.of(
          "putVal",
          "removeNode",
          "afterNodeAccess",
          "computeIfAbsent",
          "computeIfPresent",
          "compute",
          "replace");

  /** Call {@code Object.clone} on a map, or leave that to the one of {@code AbstractMap}. */
  private static final Set<String> CLONING = Set.of("clone", "superClone", "cloneHashtable");

  private static final Set<String> HANDING_OUT = Set.of("iterator", "forEach", "spliterator");
  private static final Set<String> STEPPING = Set.of("tryAdvance", "forEachRemaining");

  private final Family family;
  private final ClassNode node;
  private final List<Probe> probes;
  private boolean announcing = true;
  private final boolean recording;
  private int mutations;

  /** The local that holds the event of the method that is being hooked, where it is recorded. */
  private int event = NO_EVENT;

  private Weaver(Family family, byte[] original, List<Probe> probes, boolean recording) {
    this.family = family;
    this.probes = probes;
    this.recording = recording;
    node = new ClassNode(original);
  }

  /**
   * The rewritten bytes of one class of {@code family}.
   *
   * @param probes called in this order at their points
   * @param hooks counts the hooked methods in its first element
   * @throws UnknownShapeException if the class lacks what the table expects
   */
  public static byte[] weave(
      Family family, byte[] original, int feature, List<Probe> probes, int[] hooks)
      throws UnknownShapeException {
    return weave(family, original, feature, probes, false, hooks);
  }

  /** The same; with {@code recording} the operations are recorded as events, too. */
  static byte[] weave(
      Family family,
      byte[] original,
      int feature,
      List<Probe> probes,
      boolean recording,
      int[] hooks)
      throws UnknownShapeException {
    Weaver weaver = new Weaver(family, original, probes, recording);
    hooks[0] += weaver.rewrite(feature);
    return weaver.node.toBytes();
  }

  /**
   * The bytes of one class of {@code family} in which each operation sets and clears its tag
   * itself, and no inner method sets one: what runs until operations have ended that began in the
   * original class, and would clear none.
   */
  static byte[] prepare(Family family, byte[] original, int feature) throws UnknownShapeException {
    Weaver weaver = new Weaver(family, original, List.of(), false);
    weaver.announcing = false;
    weaver.rewrite(feature);
    return weaver.node.toBytes();
  }

  /**
   * The bytes of one class of {@code family} that knows of tags, but sets none: what runs while
   * operations come to their end that began in the rewritten class.
   */
  static byte[] fade(Family family, byte[] original) {
    Weaver weaver = new Weaver(family, original, List.of(), false);
    for (MethodNode method : weaver.node.methods) {
      if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
        weaver.maskCounts(method);
        weaver.forgetInClones(method);
        method.maxStack += 3;
      }
    }
    return weaver.node.toBytes();
  }

  private int rewrite(int feature) throws UnknownShapeException {
    String className = node.name.replace('/', '.');
    for (MethodNode method : node.methods) {
      if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        continue;
      }
      if (announcing) {
        announceChanges(method);
      }
      maskCounts(method);
      forgetInClones(method);
      leadToChanges(method);
      handOutEntries(method);
      record(method);
      // A hook pushes the map, two words, a witness and an offset on what is there.
      method.maxStack += recording ? RecordingHooks.STACK : 6;
    }
    if (announcing) {
      expectMutations();
    }
    int hooked = 0;
    for (Row row : family.rows()) {
      if (!row.className().equals(className) || !row.meaning().isHooked()) {
        continue;
      }
      int found = 0;
      for (MethodNode method : waysIn(row.method())) {
        if (method.name.equals(CONSTRUCTOR)) {
          if (!Arguments.isReadBy(method, node.name)) {
            continue;
          }
        } else if (ENTRIES.contains(node.name)) {
          hookSetValue(method, row);
        } else {
          hook(method, row);
        }
        keepSmall(method);
        found++;
      }
      if (found == 0 && row.since() <= feature) {
        throw new UnknownShapeException(className + " has no method " + row.method());
      }
      hooked += found;
    }
    hookArguments(feature);
    return hooked;
  }

  /** After all else: a map that is given itself is read until its own write is over. */
  private void hookArguments(int feature) throws UnknownShapeException {
    int expected = Arguments.of(node.name, feature);
    if (expected == 0) {
      return;
    }
    int found = 0;
    for (MethodNode method : node.methods) {
      if (Arguments.isReadBy(method, node.name)) {
        AbstractInsnNode place = Arguments.beginning(method, node.name);
        if (place != null) {
          hookArgument(method, place);
          found++;
        }
      }
    }
    if (found < expected) {
      throw new UnknownShapeException(
          node.name.replace('/', '.') + " does not look into its arguments as expected");
    }
  }

  private void hookArgument(MethodNode method, AbstractInsnNode place) {
    int entered = method.maxLocals++;
    padFrames(method, entered, INTEGER);
    boolean callsBack = Arguments.isCallingBack(method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isReturn(insn)) {
        InsnList exit = load(Arguments.LOCAL);
        exit.add(new VarInsnNode(ILOAD, entered));
        if (callsBack) {
          exit.add(new VarInsnNode(ALOAD, 0));
        }
        String descriptor =
            callsBack ? "(Ljava/lang/Object;ILjava/lang/Object;)V" : "(Ljava/lang/Object;I)V";
        exit.add(guard("exitArgument", descriptor));
        method.instructions.insertBefore(insn, exit);
      }
    }
    InsnList enter = load(Arguments.LOCAL);
    if (family.isList()) {
      enter.add(new VarInsnNode(ALOAD, 0));
      enter.add(guard("enterArgument", "(Ljava/lang/Object;Ljava/lang/Object;)I"));
    } else {
      enter.add(guard("enterArgument", "(Ljava/lang/Object;)I"));
    }
    enter.add(new VarInsnNode(ISTORE, entered));
    method.instructions.insertBefore(place, enter);
    InsnList nothingYet = new InsnList();
    nothingYet.add(new LdcInsnNode(NOT_MINE));
    nothingYet.add(new VarInsnNode(ISTORE, entered));
    method.instructions.insert(nothingYet);
  }

  /**
   * What HotSpot inlines for its size alone, it goes on to inline: with its hooks the method is
   * above that size, and the code made for it above InlineSmallCode, beyond which a {@code put}
   * that has been compiled once is called wherever it is met later.
   */
  private static void keepSmall(MethodNode method) {
    if (method.codeSize() <= SMALL) {
      method.annotate(FORCE_INLINE);
    }
  }

  /** Hooks what is no operation, but is recorded. */
  private void record(MethodNode method) {
    if (!recording) {
      return;
    }
    RecordingHooks.add(node.name, method);
    if (RecordingHooks.isGrowth(node.name, method)) {
      int growth = method.maxLocals++;
      padFrames(method, growth, OBJECT);
      RecordingHooks.tellOfGrowth(method, growth);
    }
  }

  /** The overloads of a method; the private one of a public one is its inside, not a way in. */
  private List<MethodNode> waysIn(String name) {
    List<MethodNode> open = new ArrayList<>();
    List<MethodNode> all = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (method.name.equals(name)
          && (method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0
          && !(family.isList() && ListChanges.isHookedInside(node, method))) {
        all.add(method);
        if ((method.access & Opcodes.ACC_PUBLIC) != 0) {
          open.add(method);
        }
      }
    }
    return open.isEmpty() ? all : open;
  }

  private void maskCounts(MethodNode method) {
    boolean counts = !family.isList();
    if (!method.mayAccess(family.word()) && !(counts && method.mayAccess("expectedModCount"))) {
      return;
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (!(insn instanceof FieldInsnNode field)) {
        continue;
      }
      if (counts && field.name.equals("expectedModCount") && field.getOpcode() == GETFIELD) {
        InsnList mask = new InsnList();
        mask.add(new LdcInsnNode(COUNT));
        mask.add(new InsnNode(IAND));
        method.instructions.insert(insn, mask);
      } else if (field.name.equals(family.word()) && family.roots().contains(field.owner)) {
        method.instructions.insert(insn, inPlaceOf(field));
        method.instructions.remove(insn);
      }
    }
  }

  private InsnList inPlaceOf(FieldInsnNode field) {
    if (field.getOpcode() == PUTFIELD) {
      return guard("setCount", "(Ljava/lang/Object;I)V");
    }
    boolean kept =
        field.getNext() instanceof FieldInsnNode next
            && next.getOpcode() == PUTFIELD
            && next.name.equals("expectedModCount");
    return guard(kept ? "expected" : "count", "(Ljava/lang/Object;)I");
  }

  /** A clone is born with a copy of the word, tag and all, and is then initialised anew. */
  private void forgetInClones(MethodNode method) {
    if (!CLONING.contains(method.name)) {
      return;
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == INVOKESPECIAL && ((MethodInsnNode) insn).name.equals("clone")) {
        InsnList code = guard("forget", MAP_ONLY);
        code.insert(new InsnNode(DUP));
        method.instructions.insert(insn, code);
        mutations++;
      }
    }
  }

  /** A ConcurrentModificationException is told who changed the map, where that is known. */
  private void leadToChanges(MethodNode method) {
    if (family.isList()) {
      // The word is no count of changes.
      return;
    }
    for (AbstractInsnNode insn : LeadHooks.changesSeen(method)) {
      try {
        method.instructions.insertBefore(insn, LeadHooks.modified(loadMap(), insn));
      } catch (UnknownShapeException e) {
        // A class that does not know its map does without: a lead is no detection.
        return;
      }
    }
  }

  /** An entry does not know its map, so the views that hand entries out say whose they are. */
  private void handOutEntries(MethodNode method) throws UnknownShapeException {
    if (!family.watchesEntries()) {
      return;
    }
    boolean view =
        (node.name.endsWith("EntrySet") || node.name.endsWith("EntrySetView"))
            && HANDING_OUT.contains(method.name);
    boolean spliterator = node.name.endsWith("EntrySpliterator") && STEPPING.contains(method.name);
    if (view || spliterator) {
      InsnList code = loadMap();
      code.add(entries("handOut", MAP_ONLY));
      method.instructions.insert(code);
    }
  }

  /** Nothing in {@code setValue} throws, so it needs no handler; and it has no frames. */
  private void hookSetValue(MethodNode method, Row row) {
    int map = method.maxLocals++;
    int entered = method.maxLocals++;
    InsnList entry = new InsnList();
    entry.add(new VarInsnNode(ALOAD, 0));
    entry.add(entries("mapOf", "(Ljava/lang/Object;)Ljava/lang/Object;"));
    entry.add(new VarInsnNode(ASTORE, map));
    entry.add(new VarInsnNode(ALOAD, map));
    entry.add(entries("enterSet", "(Ljava/lang/Object;)I"));
    entry.add(new VarInsnNode(ISTORE, entered));
    entry.add(probe(Probe.Point.ENTERED, map, row));
    event = recording ? method.maxLocals++ : NO_EVENT;
    if (recording) {
      entry.add(RecordingHooks.entered(load(map), row, event));
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isReturn(insn)) {
        InsnList exit = probe(Probe.Point.LEFT, map, row);
        exit.add(recorded(load(map), row, entered, method));
        exit.add(new VarInsnNode(ALOAD, map));
        exit.add(new VarInsnNode(ILOAD, entered));
        exit.add(entries("exitSet", "(Ljava/lang/Object;I)V"));
        method.instructions.insertBefore(insn, exit);
      }
    }
    method.instructions.insert(entry);
  }

  private static InsnList load(int local) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, local));
    return code;
  }

  private static MethodInsnNode entries(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, "io/badmap/guard/Entries", name, descriptor, false);
  }

  /** Puts {@code mutating} and {@code tentative} before the changes of conditional writes. */
  private void announceChanges(MethodNode method) {
    if (family.isList()) {
      announceInList(method, ListChanges.of(node.name));
      return;
    }
    if (!family.equals(Family.HASH)) {
      announceOthers(method, Changes.of(node.name));
      return;
    }
    boolean root = family.roots().contains(node.name);
    if (root && CHANGING.contains(method.name)) {
      method.instructions.insert(announce());
      mutations++;
      return;
    }
    boolean reversed = method.name.equals("replaceAll");
    if (!reversed && !(root && CHANGED_INSIDE.contains(method.name))) {
      return;
    }
    List<AbstractInsnNode> before = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (isAnnounced(method, insn)) {
        before.add(insn);
      }
    }
    boolean shared = method.name.equals("putVal");
    for (AbstractInsnNode insn : before) {
      JumpInsnNode absent = shared ? testOfAbsence(insn) : null;
      if (absent != null) {
        method.instructions.insert(absent, announce("mutatingIfAbsent"));
      } else {
        method.instructions.insertBefore(insn, shared ? announceIfAbsent() : announce());
      }
      mutations++;
    }
    if (COMPUTING.contains(method.name)) {
      for (AbstractInsnNode insn : method.instructions.toArray()) {
        if (insn.getOpcode() == INVOKEINTERFACE
            && ((MethodInsnNode) insn).owner.startsWith("java/util/function/")) {
          method.instructions.insertBefore(insn, call("tentative"));
        }
      }
    }
  }

  private void announceOthers(MethodNode method, Changes changes) {
    for (AbstractInsnNode insn : changes.places(method)) {
      int found = Changes.found(node.name, method, insn);
      method.instructions.insertBefore(insn, found < 0 ? announce() : callIfFound(found));
      mutations++;
    }
    for (AbstractInsnNode insn : changes.decisions(method)) {
      method.instructions.insertBefore(insn, call("tentative"));
    }
    if (changes.isAtStart(method)) {
      method.instructions.insert(announce());
      mutations++;
    }
  }

  private void announceInList(MethodNode method, ListChanges changes) {
    if (ListChanges.isHookedInside(node, method)) {
      return;
    }
    for (AbstractInsnNode insn : changes.places(method)) {
      method.instructions.insertBefore(insn, announce());
      mutations++;
    }
    for (AbstractInsnNode insn : ListChanges.sorts(method)) {
      method.instructions.insertBefore(insn, announceSort());
      mutations++;
    }
    if (changes.atStart().contains(method.name)) {
      method.instructions.insert(announce());
      mutations++;
    }
    if (method.name.equals(ListChanges.SHIFT)) {
      InsnList code = loadKnownMap();
      code.add(new VarInsnNode(ILOAD, 2));
      code.add(new VarInsnNode(ILOAD, 3));
      code.add(guard("mutating", "(Ljava/lang/Object;II)V"));
      method.instructions.insert(code);
      mutations++;
    }
  }

  private InsnList announceSort() {
    InsnList code = loadKnownMap();
    code.add(new InsnNode(ICONST_1));
    code.add(loadKnownMap());
    code.add(guard("count", "(Ljava/lang/Object;)I"));
    code.add(guard("mutating", "(Ljava/lang/Object;II)V"));
    return code;
  }

  /**
   * The test of the old value in {@code if (!onlyIfAbsent || oldValue == null) e.value = value},
   * which only {@code putIfAbsent} gets to; {@code null} where {@code insn} sets no value.
   */
  private static @Nullable JumpInsnNode testOfAbsence(AbstractInsnNode insn) {
    if (insn.getOpcode() != PUTFIELD) {
      return null;
    }
    for (AbstractInsnNode at = insn.getPrevious(); at != null; at = at.getPrevious()) {
      if (at instanceof JumpInsnNode jump) {
        boolean flagged =
            jump.getPrevious() != null
                && jump.getPrevious().getPrevious() instanceof JumpInsnNode flag
                && flag.getPrevious() instanceof VarInsnNode local
                && local.var == ONLY_IF_ABSENT;
        return jump.getOpcode() == Opcodes.IFNONNULL && flagged ? jump : null;
      }
    }
    return null;
  }

  private boolean isAnnounced(MethodNode method, AbstractInsnNode insn) {
    if (method.name.equals("removeNode")) {
      return insn == lastTreeNodeTest(method);
    }
    if (insn instanceof MethodInsnNode called && called.name.equals("newNode")) {
      return LINKING.contains(method.name);
    }
    if (insn.getOpcode() != PUTFIELD) {
      return false;
    }
    FieldInsnNode field = (FieldInsnNode) insn;
    if (method.name.equals("afterNodeAccess")) {
      // The moved entry is cut off first: p.after = null, or p.before = null.
      AbstractInsnNode value = insn.getPrevious();
      return value != null
          && value.getOpcode() == ACONST_NULL
          && (field.name.equals("after") || field.name.equals("before"));
    }
    return REPLACING.contains(method.name)
        && field.name.equals("value")
        && (field.owner.equals(NODE) || field.owner.equals("java/util/LinkedHashMap$Entry"));
  }

  /** In {@code removeNode} the second test asks how to unlink the node that was found. */
  private static @Nullable AbstractInsnNode lastTreeNodeTest(MethodNode method) {
    AbstractInsnNode last = null;
    int tests = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == INSTANCEOF && ((TypeInsnNode) insn).desc.equals(TREE_NODE)) {
        last = insn;
        tests++;
      }
    }
    return tests == 2 ? last : null;
  }

  private void expectMutations() throws UnknownShapeException {
    // HashMap: newTreeNode, resize, removeNode; nodes made in putVal twice, computeIfAbsent,
    // compute; values set in putVal, two replace, replaceAll and three that compute; clone.
    // LinkedHashMap: newTreeNode, afterNodeAccess once or twice, replaceAll.
    int least =
        switch (node.name) {
          case "java/util/HashMap" -> 15;
          case "java/util/LinkedHashMap" -> 3;
          case "java/util/LinkedHashMap$ReversedLinkedHashMapView" -> 1;
          default ->
              family.isList() ? ListChanges.of(node.name).least() : Changes.of(node.name).least();
        };
    if (mutations < least) {
      throw new UnknownShapeException(
          node.name.replace('/', '.')
              + ": "
              + mutations
              + " places of change found, "
              + least
              + " expected");
    }
  }

  private void hook(MethodNode method, Row row) throws UnknownShapeException {
    if (row.meaning().isAtEntry()) {
      method.instructions.insert(call("look"));
      return;
    }
    if (row.meaning() == Meaning.LOCKED) {
      hookInsideLock(method);
      return;
    }
    int entered = method.maxLocals++;
    padFrames(method, entered, INTEGER);
    event = recording && row.meaning() != Meaning.EXPUNGE ? method.maxLocals++ : NO_EVENT;
    InsnList entry = enter(row, entered);
    if (event != NO_EVENT) {
      padFrames(method, event, OBJECT);
      entry.add(RecordingHooks.before(event));
    }
    LabelNode start = new LabelNode();
    entry.add(start);
    if (!row.meaning().beginsLater()) {
      entry.add(probe(Probe.Point.ENTERED, row));
    }
    if (event != NO_EVENT) {
      entry.add(RecordingHooks.entered(loadMap(), row, event));
    }
    LabelNode end = new LabelNode();
    if (row.meaning().beginsLater() && family == Family.HASH) {
      enterWhereThereIsSomething(method, row, entered);
    } else if (row.meaning().beginsLater()) {
      enterAtFirstChange(method, row, entered);
    }
    if (row.meaning().needsHandler()) {
      joinReturns(method, row, entered, end);
      method.instructions.insert(entry);
      handle(method, row, entered, start, end);
    } else {
      for (AbstractInsnNode insn : method.instructions.toArray()) {
        if (isReturn(insn)) {
          method.instructions.insertBefore(insn, exit(row, entered, method));
        }
      }
      method.instructions.insert(entry);
      if (method.name.endsWith("ToArray")) {
        leadOutOfArrays(method, entered, start, end);
      }
    }
  }

  /**
   * The tag is gone before the lock is: whoever takes that next would meet it. No handler, since
   * nothing between the two hooks throws, and the first needs more of the stack than the rest.
   */
  private void hookInsideLock(MethodNode method) throws UnknownShapeException {
    AbstractInsnNode change = Changes.beginning(node.name, method);
    AbstractInsnNode unlocking = unlocking(method);
    if (change == null || unlocking == null) {
      throw new UnknownShapeException(
          node.name.replace('/', '.') + "." + method.name + " does not lock its map as expected");
    }
    int entered = method.maxLocals++;
    padFrames(method, entered, INTEGER);
    InsnList enter = loadMap();
    enter.add(guard("enterWrite", "(Ljava/lang/Object;)I"));
    enter.add(new VarInsnNode(ISTORE, entered));
    method.instructions.insert(change, enter);
    InsnList exit = loadMap();
    exit.add(new VarInsnNode(ILOAD, entered));
    exit.add(guard("exitWrite", "(Ljava/lang/Object;I)V"));
    method.instructions.insertBefore(unlocking, exit);
    InsnList nothingYet = new InsnList();
    nothingYet.add(new LdcInsnNode(NOT_MINE));
    nothingYet.add(new VarInsnNode(ISTORE, entered));
    method.instructions.insert(nothingYet);
  }

  /** What loads the lock that is let go before the one return; {@code null} for other code. */
  private static @Nullable AbstractInsnNode unlocking(MethodNode method) {
    AbstractInsnNode lock = null;
    for (AbstractInsnNode insn : method.instructions) {
      if (isReturn(insn)) {
        AbstractInsnNode unlock = codeBefore(insn);
        if (lock != null || unlock == null || unlock.getOpcode() != MONITOREXIT) {
          return null;
        }
        lock = codeBefore(unlock);
      }
    }
    return lock instanceof VarInsnNode ? lock : null;
  }

  /** The instruction before {@code insn}, past labels and frames. */
  private static @Nullable AbstractInsnNode codeBefore(AbstractInsnNode insn) {
    AbstractInsnNode before = insn.getPrevious();
    while (before != null && before.getOpcode() < 0) {
      before = before.getPrevious();
    }
    return before;
  }

  /** An array made for the size of a map that grows meanwhile is too short. */
  private void leadOutOfArrays(MethodNode method, int entered, LabelNode start, LabelNode end)
      throws UnknownShapeException {
    method.instructions.add(end);
    method.instructions.add(frame(method, entered, List.of(OUT_OF_BOUNDS)));
    method.instructions.add(LeadHooks.leaving(loadMap()));
    method.instructions.add(new InsnNode(ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, end, OUT_OF_BOUNDS));
  }

  /** After {@code m.size() > 0}, which is not asked twice since it may be the user's code. */
  private void enterWhereThereIsSomething(MethodNode method, Row row, int entered)
      throws UnknownShapeException {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == IFLE) {
        InsnList code = loadMap();
        code.add(guard("enterWrite", "(Ljava/lang/Object;)I"));
        code.add(new VarInsnNode(ISTORE, entered));
        code.add(probe(Probe.Point.ENTERED, row));
        method.instructions.insert(insn, code);
        return;
      }
    }
    throw new UnknownShapeException(
        node.name.replace('/', '.') + "." + method.name + " does not ask for the size first");
  }

  private void enterAtFirstChange(MethodNode method, Row row, int entered)
      throws UnknownShapeException {
    AbstractInsnNode place =
        family.isList() ? ListChanges.beginning(method) : Changes.beginning(node.name, method);
    if (place == null) {
      throw new UnknownShapeException(
          node.name.replace('/', '.') + "." + method.name + " does not change the map as expected");
    }
    InsnList code = loadMap();
    code.add(new VarInsnNode(ILOAD, entered));
    boolean expunges = row.meaning() == Meaning.EXPUNGE;
    code.add(guard(expunges ? "enterExpunge" : "enterChange", "(Ljava/lang/Object;I)I"));
    code.add(new VarInsnNode(ISTORE, entered));
    if (place instanceof JumpInsnNode) {
      method.instructions.insert(place, code);
    } else {
      method.instructions.insertBefore(place, code);
    }
  }

  private InsnList enter(Row row, int entered) throws UnknownShapeException {
    if (row.meaning().beginsLater()) {
      InsnList code = new InsnList();
      code.add(new LdcInsnNode(NOT_MINE));
      code.add(new VarInsnNode(ISTORE, entered));
      return code;
    }
    InsnList code = loadMap();
    switch (row.meaning()) {
      case WRITE -> code.add(guard("enterWrite", "(Ljava/lang/Object;)I"));
      case CLEAR -> {
        code.add(loadSize());
        code.add(guard("enterClear", "(Ljava/lang/Object;I)I"));
      }
      default -> code.add(guard("enterRead", "(Ljava/lang/Object;)I"));
    }
    code.add(new VarInsnNode(ISTORE, entered));
    return code;
  }

  /** What is 0 in an empty map. */
  private InsnList loadSize() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    if (!family.word().equals("tail")) {
      code.add(new FieldInsnNode(GETFIELD, node.name, family.sizeField(), "I"));
      return code;
    }
    code.add(guard("count", "(Ljava/lang/Object;)I"));
    code.add(new VarInsnNode(ALOAD, 0));
    code.add(new FieldInsnNode(GETFIELD, node.name, "head", "I"));
    code.add(new InsnNode(ISUB));
    return code;
  }

  /** Probes hear of no operation that may begin several times, or not at all. */
  private boolean isProbed(Row row) {
    return family == Family.HASH || !row.meaning().beginsLater();
  }

  private InsnList exit(Row row, int entered, MethodNode method) throws UnknownShapeException {
    InsnList code = isProbed(row) ? probe(Probe.Point.LEFT, row) : new InsnList();
    code.add(recorded(loadMap(), row, entered, method));
    code.add(loadMap());
    code.add(new VarInsnNode(ILOAD, entered));
    if (!announcing && row.meaning() == Meaning.CONDITIONAL) {
      // It may have changed the map without a tag; one is there if its insides are woven by now.
      code.add(guard("abortConditional", "(Ljava/lang/Object;I)V"));
    } else if (row.meaning().beginsLater() && !family.equals(Family.HASH)) {
      code.add(guard("exitChange", "(Ljava/lang/Object;I)V"));
    } else if (row.meaning().isWrite()) {
      code.add(guard("exitWrite", "(Ljava/lang/Object;I)V"));
    } else if (row.meaning() != Meaning.CONDITIONAL && row.witness() < 0) {
      code.add(guard("exitRead", "(Ljava/lang/Object;I)V"));
    } else {
      boolean conditional = row.meaning() == Meaning.CONDITIONAL;
      code.add(new VarInsnNode(ALOAD, witness(row, method)));
      code.add(
          guard(
              conditional ? "exitConditional" : "exitRead",
              "(Ljava/lang/Object;ILjava/lang/Object;)V"));
    }
    return code;
  }

  /** Ends the event of the method, where it has one. */
  private InsnList recorded(InsnList loadMap, Row row, int entered, MethodNode method) {
    return event == NO_EVENT
        ? new InsnList()
        : RecordingHooks.left(
            loadMap, node.name, method, row, new RecordingHooks.Places(event, entered));
  }

  /** The local of the witness; {@code this}, which proves nothing, where no argument does. */
  private static int witness(Row row, MethodNode method) {
    Type[] arguments = Type.getArgumentTypes(method.desc);
    if (row.witness() <= 0 || row.witness() > arguments.length) {
      return 0;
    }
    int local = 1;
    for (int i = 0; i < row.witness() - 1; i++) {
      local += arguments[i].getSize();
    }
    return local;
  }

  /** Sends every return to one exit at the end: the hooked method keeps one copy of the exit. */
  private void joinReturns(MethodNode method, Row row, int entered, LabelNode end)
      throws UnknownShapeException {
    Type result = Type.getReturnType(method.desc);
    LabelNode join = new LabelNode();
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isReturn(insn)) {
        method.instructions.set(insn, new JumpInsnNode(GOTO, join));
      }
    }
    method.instructions.add(end);
    method.instructions.add(join);
    List<Object> stack = result.getSort() == Type.VOID ? List.of() : List.of(frameType(result));
    method.instructions.add(frame(method, entered, stack));
    method.instructions.add(exit(row, entered, method));
    method.instructions.add(new InsnNode(result.getOpcode(IRETURN)));
  }

  private void handle(MethodNode method, Row row, int entered, LabelNode start, LabelNode end)
      throws UnknownShapeException {
    LabelNode handler = new LabelNode();
    method.instructions.add(handler);
    method.instructions.add(frame(method, entered, List.of("java/lang/Throwable")));
    if (isProbed(row)) {
      method.instructions.add(probe(Probe.Point.LEFT, row));
    }
    method.instructions.add(recorded(loadMap(), row, entered, method));
    method.instructions.add(LeadHooks.leaving(loadMap()));
    method.instructions.add(loadMap());
    method.instructions.add(new VarInsnNode(ILOAD, entered));
    boolean conditional = row.meaning() == Meaning.CONDITIONAL;
    method.instructions.add(
        guard(conditional ? "abortConditional" : "abortWrite", "(Ljava/lang/Object;I)V"));
    method.instructions.add(new InsnNode(ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
  }

  /** The frame of code added at the end: {@code this}, the arguments, what was entered. */
  private FrameNode frame(MethodNode method, int entered, List<Object> stack) {
    List<Object> locals = new ArrayList<>();
    locals.add(node.name);
    int slots = 1;
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      locals.add(frameType(argument));
      slots += argument.getSize();
    }
    for (; slots < entered; slots++) {
      locals.add(TOP);
    }
    locals.add(INTEGER);
    if (event != NO_EVENT) {
      locals.add(OBJECT);
    }
    return new FrameNode(locals, stack);
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.OBJECT -> type.getInternalName();
      case Type.ARRAY -> type.getDescriptor();
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> INTEGER;
    };
  }

  /** Makes the new local, of that type, known to every frame of the original code. */
  private static void padFrames(MethodNode method, int local, Object type) {
    for (AbstractInsnNode insn : method.instructions) {
      if (!(insn instanceof FrameNode frame)) {
        continue;
      }
      List<Object> locals = new ArrayList<>(frame.local);
      int slots = 0;
      for (Object known : locals) {
        slots += known == Opcodes.LONG || known == Opcodes.DOUBLE ? 2 : 1;
      }
      for (; slots < local; slots++) {
        locals.add(TOP);
      }
      locals.add(type);
      frame.local = locals;
    }
  }

  private InsnList call(String hook) {
    InsnList code = loadKnownMap();
    code.add(guard(hook, MAP_ONLY));
    return code;
  }

  /** Loads the map in a class that has been found to know it. */
  private InsnList loadKnownMap() {
    try {
      return loadMap();
    } catch (UnknownShapeException e) {
      throw new IllegalStateException(e);
    }
  }

  private InsnList announce() {
    return announce("mutating");
  }

  private InsnList announce(String hook) {
    InsnList code = call(hook);
    for (Probe probe : probes) {
      if (probe.isCalledAt(Probe.Point.CHANGING)) {
        code.add(loadKnownMap());
        code.add(new MethodInsnNode(INVOKESTATIC, probe.owner(), "changing", MAP_ONLY, false));
      }
    }
    return code;
  }

  private InsnList callIfFound(int local) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    code.add(new VarInsnNode(ALOAD, local));
    code.add(guard("mutating", "(Ljava/lang/Object;Ljava/lang/Object;)V"));
    return code;
  }

  /** {@code putVal} serves {@code put}, tagged long since, and {@code putIfAbsent}. */
  private InsnList announceIfAbsent() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    code.add(new VarInsnNode(ILOAD, ONLY_IF_ABSENT));
    code.add(guard("mutating", MAP_AND_FLAG));
    for (Probe probe : probes) {
      if (probe.isCalledAt(Probe.Point.CHANGING)) {
        code.add(new VarInsnNode(ALOAD, 0));
        code.add(new VarInsnNode(ILOAD, ONLY_IF_ABSENT));
        code.add(new MethodInsnNode(INVOKESTATIC, probe.owner(), "changing", MAP_AND_FLAG, false));
      }
    }
    return code;
  }

  /** Calls of the probes at the entry or exit of the map that a method of this class works on. */
  private InsnList probe(Probe.Point point, Row row) throws UnknownShapeException {
    InsnList code = new InsnList();
    for (Probe probe : probes) {
      if (probe.isCalledAt(point)) {
        code.add(loadMap());
        addProbe(code, probe, point, row);
      }
    }
    return code;
  }

  /** The same, for a map in a local variable. */
  private InsnList probe(Probe.Point point, int map, Row row) {
    InsnList code = new InsnList();
    for (Probe probe : probes) {
      if (probe.isCalledAt(point)) {
        code.add(new VarInsnNode(ALOAD, map));
        addProbe(code, probe, point, row);
      }
    }
    return code;
  }

  private static void addProbe(InsnList code, Probe probe, Probe.Point point, Row row) {
    code.add(new LdcInsnNode(Semantics.rows().indexOf(row)));
    String name = point == Probe.Point.ENTERED ? "entered" : "left";
    code.add(
        new MethodInsnNode(INVOKESTATIC, probe.owner(), name, "(Ljava/lang/Object;I)V", false));
  }

  /** A call of a hook, which is given the place of the word where it does not know it. */
  private InsnList guard(String name, String descriptor) {
    InsnList code = new InsnList();
    String given = descriptor;
    if (family.offset() != null) {
      code.add(new FieldInsnNode(GETSTATIC, family.offset(), "WORD", "J"));
      given = descriptor.replace(")", "J)");
    }
    code.add(new MethodInsnNode(INVOKESTATIC, family.guard(), name, given, false));
    return code;
  }

  /** Loads the map that a method of this class works on. */
  private InsnList loadMap() throws UnknownShapeException {
    return MapPath.load(family, node);
  }

  private static boolean isReturn(AbstractInsnNode insn) {
    return insn.getOpcode() >= IRETURN && insn.getOpcode() <= RETURN;
  }
}
