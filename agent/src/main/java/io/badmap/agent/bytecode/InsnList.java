package io.badmap.agent.bytecode;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The instructions of a method, or some that are about to be put into one. Not thread-safe. */
public final class InsnList implements Iterable<AbstractInsnNode> {
  private @Nullable AbstractInsnNode first;
  private @Nullable AbstractInsnNode last;
  private @Nullable MethodNode undecoded;
  private boolean changed;

  public InsnList() {}

  /** The instructions of {@code method}, decoded when they are asked for. */
  InsnList(MethodNode method) {
    undecoded = method;
  }

  private void decode() {
    MethodNode method = undecoded;
    if (method != null) {
      undecoded = null;
      method.decode();
      changed = false;
    }
  }

  /** Whether it is other than the class file has it. */
  boolean isChanged() {
    return changed;
  }

  public @Nullable AbstractInsnNode getFirst() {
    decode();
    return first;
  }

  public @Nullable AbstractInsnNode getLast() {
    decode();
    return last;
  }

  public void add(AbstractInsnNode node) {
    link(getLast(), node, null);
  }

  /** Moves all of {@code list} to the end. */
  public void add(InsnList list) {
    splice(getLast(), list, null);
  }

  /** Puts {@code node} at the start. */
  public void insert(AbstractInsnNode node) {
    link(null, node, getFirst());
  }

  /** Moves all of {@code list} to the start. */
  public void insert(InsnList list) {
    splice(null, list, getFirst());
  }

  public void insert(AbstractInsnNode before, AbstractInsnNode node) {
    link(before, node, before.next);
  }

  /** Moves all of {@code list} behind {@code before}. */
  public void insert(AbstractInsnNode before, InsnList list) {
    splice(before, list, before.next);
  }

  public void insertBefore(AbstractInsnNode after, AbstractInsnNode node) {
    link(after.previous, node, after);
  }

  /** Moves all of {@code list} before {@code after}. */
  public void insertBefore(AbstractInsnNode after, InsnList list) {
    splice(after.previous, list, after);
  }

  public void set(AbstractInsnNode old, AbstractInsnNode node) {
    AbstractInsnNode before = old.previous;
    AbstractInsnNode after = old.next;
    link(before, node, after);
  }

  public void remove(AbstractInsnNode node) {
    join(node.previous, node.next);
  }

  /** A copy that stays as it is when the list changes. */
  public AbstractInsnNode[] toArray() {
    int size = 0;
    for (AbstractInsnNode node = getFirst(); node != null; node = node.next) {
      size++;
    }
    AbstractInsnNode[] nodes = new AbstractInsnNode[size];
    int i = 0;
    for (AbstractInsnNode node = first; node != null; node = node.next) {
      nodes[i++] = node;
    }
    return nodes;
  }

  @Override
  public Iterator<AbstractInsnNode> iterator() {
    return new Steps(getFirst());
  }

  private void splice(
      @Nullable AbstractInsnNode before, InsnList list, @Nullable AbstractInsnNode after) {
    AbstractInsnNode head = list.getFirst();
    AbstractInsnNode tail = list.getLast();
    if (head == null || tail == null) {
      return;
    }
    join(before, head);
    join(tail, after);
    list.first = null;
    list.last = null;
  }

  private void link(
      @Nullable AbstractInsnNode before, AbstractInsnNode node, @Nullable AbstractInsnNode after) {
    join(before, node);
    join(node, after);
  }

  private void join(@Nullable AbstractInsnNode before, @Nullable AbstractInsnNode after) {
    changed = true;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
  }

  private static final class Steps implements Iterator<AbstractInsnNode> {
    private @Nullable AbstractInsnNode coming;

    Steps(@Nullable AbstractInsnNode first) {
      coming = first;
    }

    @Override
    public boolean hasNext() {
      return coming != null;
    }

    @Override
    public AbstractInsnNode next() {
      AbstractInsnNode node = coming;
      if (node == null) {
        throw new NoSuchElementException();
      }
      coming = node.next;
      return node;
    }
  }
}
