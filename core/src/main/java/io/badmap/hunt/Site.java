package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/** A place that was met in this run. */
final class Site {
  final Place place;

  /** From 1. */
  final int number;

  /** The identity hashes of the locks held here when last looked; {@code null} before that. */
  volatile int @Nullable [] locks;

  /** How often the site was looked at; racy. */
  int passes;

  Site(int number, Place place) {
    this.number = number;
    this.place = place;
  }
}
