package io.badmap.agent.events;

import io.badmap.agent.report.MapNames;
import io.badmap.event.Site;
import io.badmap.event.Sites;

/** Finds the fields that hold the maps which new sites call. For one thread of the agent. */
final class SiteNames {
  private final MapNames names;
  private int done;

  SiteNames(MapNames names) {
    this.names = names;
  }

  /** Looks at the sites that came since the last call; reads class files. */
  void find() {
    for (int count = Sites.count(); done < count; done++) {
      Site site = Sites.at(done);
      if (site != null && site.line > 0) {
        site.name = names.name(site.className, site.method, site.line, site.callee);
        site.isLookedAt = true;
      }
    }
  }
}
