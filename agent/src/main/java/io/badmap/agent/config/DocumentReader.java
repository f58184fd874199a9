package io.badmap.agent.config;

/** Reads the one document of a text. */
@FunctionalInterface
public interface DocumentReader {
  /**
   * The document; an empty mapping where the text holds none.
   *
   * @throws DocumentException if it is not well-formed, or holds what a configuration never needs
   */
  Node read(String text) throws DocumentException;
}
