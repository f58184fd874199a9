package io.badmap.agent.config.yaml;

import io.badmap.agent.config.DocumentException;
import io.badmap.agent.config.DocumentReader;
import io.badmap.agent.config.Node;
import io.badmap.agent.config.Node.Entry;
import io.badmap.agent.config.Node.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the parser's events alone: nothing is resolved or constructed. Anchors,
 * aliases and tags are refused, and so is a second document, a key that is not a text, or a depth
 * of more than {@value #MAX_DEPTH}.
 */
public final class YamlReader implements DocumentReader {
  static final int MAX_DEPTH = 16;

  /** Called by the agent, through the loader of the library. */
  public YamlReader() {}

  @Override
  public Node read(String text) throws DocumentException {
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    try {
      return new Reading(new Parse(settings).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String problem = e.getProblem() == null ? "not well-formed" : e.getProblem();
      throw new DocumentException(
          oneLine(problem), mark.map(m -> m.getLine() + 1).orElse(1), column(mark));
    } catch (YamlEngineException e) {
      throw new DocumentException(oneLine(String.valueOf(e.getMessage())), 1, 1);
    }
  }

  private static int column(Optional<Mark> mark) {
    return mark.map(m -> m.getColumn() + 1).orElse(1);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 160); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
    }
    return line.toString();
  }

  /** Goes through the events of one document. */
  private static final class Reading {
    private final Iterator<Event> events;
    private @Nullable Node root;

    Reading(Iterator<Event> events) {
      this.events = events;
    }

    Node document() throws DocumentException {
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof DocumentStartEvent && root != null) {
          throw at(event, "a second document");
        }
        if (event instanceof NodeEvent node) {
          root = node(node, 1);
        }
      }
      Node read = root;
      boolean empty = read == null || (read instanceof Scalar scalar && scalar.text().isEmpty());
      return read == null || empty ? new Node.Mapping(List.of(), 1, 1) : read;
    }

    private Node node(NodeEvent event, int depth) throws DocumentException {
      if (event instanceof AliasEvent) {
        throw at(event, "an alias (*), which is not taken here");
      }
      if (event.getAnchor().isPresent()) {
        throw at(event, "an anchor (&), which is not taken here");
      }
      if (event instanceof ScalarEvent scalar) {
        if (scalar.getTag().isPresent()) {
          throw at(event, "a tag (!), which is not taken here");
        }
        return new Scalar(scalar.getValue(), line(event), column(event.getStartMark()));
      }
      if (event instanceof CollectionStartEvent start && start.getTag().isPresent()) {
        throw at(event, "a tag (!), which is not taken here");
      }
      if (depth > MAX_DEPTH) {
        throw at(event, "more than " + MAX_DEPTH + " levels");
      }
      if (event instanceof SequenceStartEvent) {
        return sequence(event, depth);
      }
      if (event instanceof MappingStartEvent) {
        return mapping(event, depth);
      }
      throw at(event, "something that is neither a text, a list nor a mapping");
    }

    private Node sequence(Event start, int depth) throws DocumentException {
      List<Node> items = new ArrayList<>();
      for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
        items.add(node((NodeEvent) next, depth + 1));
      }
      return new Node.Sequence(List.copyOf(items), line(start), column(start.getStartMark()));
    }

    private Node mapping(Event start, int depth) throws DocumentException {
      List<Entry> entries = new ArrayList<>();
      for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
        if (!(node((NodeEvent) next, depth + 1) instanceof Scalar key)) {
          throw at(next, "a key that is not a text");
        }
        entries.add(new Entry(key, node((NodeEvent) events.next(), depth + 1)));
      }
      return new Node.Mapping(List.copyOf(entries), line(start), column(start.getStartMark()));
    }

    private static int line(Event event) {
      return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static DocumentException at(Event event, String problem) {
      return new DocumentException(problem, line(event), column(event.getStartMark()));
    }
  }
}
