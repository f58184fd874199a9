package io.badmap.tools.cause;

import io.badmap.tools.model.Finding;
import java.util.List;
import java.util.Locale;

/** The rows of the table, those that explain more before those that explain less. */
public enum Cause {
  /** Elements of a parallel stream put into one map. */
  PARALLEL_STREAM(
      "a parallel stream fills the map",
      "collect with Collectors.toMap or toConcurrentMap instead of putting inside forEach"),
  /** A look-up that changes the map: access order, weak keys. */
  READ_THAT_WRITES(
      "a read that writes",
      "take the exclusive lock for this read too; a read lock lets two of them in"),
  /** An iteration over a synchronized wrapper's view. */
  VIEW_WITHOUT_WRAPPER_LOCK(
      "an iteration over a synchronized wrapper without its lock",
      "iterate inside synchronized (wrapper), or over a copy made there"),
  /** GoMap: a write to a bucket that has been emptied. */
  WRITE_TO_EVACUATED_BUCKET(
      "a write to an old bucket after its evacuation",
      "guard the map by one lock: an entry written to an evacuated bucket is never found again"),
  /** Two threads put into a map that has no table yet. */
  FIRST_WRITE_RACE(
      "two first writes race on a fresh map",
      "fill the map before other threads can see it, or guard the first write as well: each side"
          + " makes a table of its own and one of them is lost with its entries"),
  /** A write while another thread moves the entries to a larger table. */
  WRITE_WHILE_GROWING(
      "a write while another thread is growing the map",
      "guard the map by one lock, or use ConcurrentHashMap: entries written to the old table while"
          + " it is being emptied are lost"),
  /** Another thread sees the map while its maker still fills it. */
  PUBLISHED_BEFORE_FILLED(
      "the map was published before its filling was finished",
      "fill a local map and assign it to the field as the last step, through a volatile or final"
          + " field"),
  /** Both lock, and not the same. */
  DIFFERENT_LOCKS(
      "both sides lock, but not the same lock", "guard the map by one of them on both sides"),
  /** The reader does not lock. */
  WRITER_GUARDED_READER_BARE(
      "the writer locks, the reader does not",
      "take the writer's lock for reading too, or use ConcurrentHashMap"),
  /** One of two writers does not lock, or the reader alone does. */
  ONE_SIDE_BARE("one side locks, the writing one does not", "take the same lock on both sides"),
  /** Nobody locks. */
  UNGUARDED_WRITERS(
      "two writers without a lock", "guard the map by one lock, or use ConcurrentHashMap"),
  /** Nobody locks, one side only reads. */
  UNGUARDED_READER_AND_WRITER(
      "a reader and a writer without a lock",
      "guard the map by one lock, or use ConcurrentHashMap"),
  /** Nothing above. */
  UNDECIDED(
      "undecided", "guard every use of the map by one lock; record with events=all for a verdict");

  private final String title;
  private final String advice;

  Cause(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** What happened, in a few words. */
  public String title() {
    return title;
  }

  /** What to change. */
  public String advice() {
    return advice;
  }

  Finding because(List<String> evidence) {
    return new Finding(name().toLowerCase(Locale.ROOT), title, advice, List.copyOf(evidence));
  }
}
