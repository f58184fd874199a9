package io.badmap.it.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scala's compiler, with threads behind it that write the classes. */
public final class ScalaProgram {
  private static final int SOURCES = 6;

  private static final String SOURCE =
      """
      package shop
      sealed trait Item%1$d { def sku: String; def price: Int }
      case class Book%1$d(sku: String, price: Int, pages: Int) extends Item%1$d
      case class Pen%1$d(sku: String, price: Int) extends Item%1$d
      object Shop%1$d {
        def total(items: Seq[Item%1$d]): Map[String, Int] =
          items.groupBy(_.sku).map { case (sku, all) => sku -> all.map(_.price).sum }
        def cheap(items: Seq[Item%1$d]): Seq[Item%1$d] = for (i <- items if i.price < 9) yield i
        def describe(item: Item%1$d): String = item match {
          case Book%1$d(sku, price, pages) => s"$sku $price $pages"
          case other => other.sku
        }
      }
      """;

  private ScalaProgram() {}

  /** Compiles into {@code args[1]}. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[1]));
    List<String> command =
        new ArrayList<>(
            List.of("-usejavacp", "-Ybackend-parallelism", "4", "-nowarn", "-d", args[1]));
    for (int i = 0; i < SOURCES; i++) {
      Path source = folder.resolve("Shop" + i + ".scala");
      Files.writeString(source, String.format(SOURCE, i));
      command.add(source.toString());
    }
    if (!scala.tools.nsc.Main.process(command.toArray(new String[0]))) {
      throw new IllegalStateException("the sources do not compile");
    }
    Crew.print(JavacProgram.digest(folder));
  }
}
