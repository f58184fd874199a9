package io.badmap.agent.bytecode;

/** A field that a class declares. */
public final class FieldNode {
  public final String name;
  public final String desc;

  FieldNode(String name, String desc) {
    this.name = name;
    this.desc = desc;
  }
}
