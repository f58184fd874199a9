// The timelines: drawn anew for the part that is looked at, told by pointer and keyboard.
class Timeline {
  static LANE = 28;
  static FIRST_TRACK = 4;
  static TRACK = 5;
  static NARROWEST = 100;
  static KINDS = ["assign", "access", "delete", "iterate"];
  static STILL = ["monitor", "wait", "park", "sleep", "gc"];
  static MARKS = ["create", "grow", "grow_work", "rehash", "treeify"];
  static EFFECTS = ["changed nothing", "changed a value", "changed the structure"];

  constructor(figure) {
    this.figure = figure;
    this.plot = figure.querySelector(".plot");
    this.picture = figure.querySelector(".marks");
    this.axis = figure.querySelector(".axis");
    this.lanes = figure.querySelector(".lanes");
    this.lane = 0;
    this.cursor = null;
    this.plot.setAttribute("tabindex", "0");
    this.plot.setAttribute("role", "application");
    this.plot.setAttribute("aria-roledescription", "timeline");
    this.tools();
    this.listen();
  }

  /** Everything of this misuse, by lane; made when it is first needed. */
  get misuse() {
    if (this.known) return this.known;
    const misuse = page.data().misuses[Number(this.figure.dataset.index)];
    const columns = misuse.operations;
    const byLane = misuse.lanes.map(() => []);
    let at = 0;
    columns.at.forEach((delta, i) => {
      at += delta;
      byLane[columns.lane[i]]?.push({ at, nanos: columns.nanos[i], kind: columns.kind[i], index: i });
    });
    this.known = misuse;
    this.byLane = byLane;
    this.view = { from: misuse.from, to: misuse.to };
    return misuse;
  }

  tools() {
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "zoom");
    const button = (text, name, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.dataset.act = name;
      made.addEventListener("click", act);
      bar.append(made);
    };
    button("Zoom in", "in", () => this.zoom(0.5));
    button("Zoom out", "out", () => this.zoom(2));
    button("Earlier", "earlier", () => this.pan(-0.3));
    button("Later", "later", () => this.pan(0.3));
    button("Around the misuse", "misuse", () => this.look(-5e5, 5e5));
    button("All", "all", () => this.look(-Infinity, Infinity));
    this.figure.querySelector(".chart").before(bar);
    this.readout = document.createElement("p");
    this.readout.className = "readout";
    this.readout.setAttribute("aria-live", "polite");
    this.readout.textContent = "Drag to zoom in. Keys: + and \u2212 zoom, \u2190 \u2192 move, \u2191 \u2193 choose a thread, n and p step through its operations, 0 shows all.";
    this.figure.querySelector(".chart").after(this.readout);
    const more = this.figure.querySelector(".more");
    if (!more) return;
    const all = document.createElement("button");
    all.type = "button";
    all.dataset.act = "lanes";
    all.textContent = `Show ${more.textContent}`;
    all.addEventListener("click", () => this.showLanes(more));
    more.replaceChildren(all);
  }

  showLanes(more) {
    const names = this.misuse.lanes;
    for (const name of names.slice(this.lanes.children.length)) {
      const item = document.createElement("li");
      const label = document.createElement("span");
      item.title = label.textContent = name;
      item.append(label);
      this.lanes.append(item);
    }
    const height = names.length * Timeline.LANE;
    this.plot.setAttribute("height", height + 22);
    this.picture.setAttribute("height", height);
    this.picture.setAttribute("viewBox", `0 0 ${page.WIDTH} ${height}`);
    more.remove();
    this.draw();
  }

  get laneCount() {
    return this.lanes.children.length;
  }

  look(from, to) {
    const { from: first, to: last } = this.misuse;
    const width = Math.min(last - first, Math.max(Timeline.NARROWEST, to - from));
    const begin = Math.min(last - width, Math.max(first, from));
    this.view = { from: begin, to: begin + width };
    page.hide();
    this.draw();
  }

  /** About the cursor where there is one, else about the middle or a given time. */
  zoom(factor, about) {
    this.misuse;
    const { from, to } = this.view;
    const at = about ?? (this.cursor ? this.cursor.at : (from + to) / 2);
    this.look(at - (at - from) * factor, at + (to - at) * factor);
  }

  pan(share) {
    this.misuse;
    const by = (this.view.to - this.view.from) * share;
    this.look(this.view.from + by, this.view.to + by);
  }

  draw() {
    const misuse = this.misuse;
    const lanes = this.laneCount;
    const strips = new Map();
    const take = (style, y, height, line, at, length) => {
      const key = `${style} ${y}`;
      if (!strips.has(key)) strips.set(key, { style, y, height, line, strip: new Uint8Array(page.WIDTH) });
      page.cover(strips.get(key).strip, this.view, at, length);
    };
    for (const [at, length, kind, lane] of misuse.blocked) {
      for (let each = lane < 0 ? 0 : lane; each < Math.min(lanes, lane < 0 ? lanes : lane + 1); each++) {
        take(`b-${kind}`, each * Timeline.LANE + 1, Timeline.LANE - 2, false, at, length);
      }
    }
    this.byLane.slice(0, lanes).forEach((operations, lane) => {
      for (const { at, nanos, kind } of operations) {
        const y = lane * Timeline.LANE + Timeline.FIRST_TRACK + kind * Timeline.TRACK;
        take(`k${kind}`, y, Timeline.TRACK - 1, false, at, nanos);
      }
    });
    for (const [at, length, kind, lane] of misuse.marks) {
      if (lane >= 0 && lane < lanes) take(`m-${kind}`, lane * Timeline.LANE + 1, Timeline.LANE - 2, true, at, length);
    }
    take("misuse", 0, lanes * Timeline.LANE, true, 0, 0);
    const paths = [];
    for (let lane = 0; lane < lanes; lane += 2) {
      paths.push(this.path("zebra", `M0 ${lane * Timeline.LANE}h${page.WIDTH}v${Timeline.LANE}h-${page.WIDTH}z`));
    }
    for (const { style, y, height, line, strip } of strips.values()) {
      const d = line ? page.lines(strip, y, height) : page.rectangles(strip, y, height);
      if (d) paths.push(this.path(style, d));
    }
    this.picture.replaceChildren(...paths);
    this.drawCursor();
    this.drawAxis(lanes * Timeline.LANE);
    this.figure.querySelector(".bare")?.remove();
    this.figure.dataset.from = this.view.from;
    this.figure.dataset.to = this.view.to;
  }

  path(style, d) {
    const path = document.createElementNS(this.picture.namespaceURI, "path");
    path.setAttribute("class", style);
    path.setAttribute("d", d);
    return path;
  }

  drawCursor() {
    if (!this.cursor || this.cursor.at < this.view.from || this.cursor.at > this.view.to) return;
    const x = ((this.cursor.at - this.view.from) / (this.view.to - this.view.from)) * page.WIDTH;
    this.picture.append(this.path("cursor", `M${x} ${this.lane * Timeline.LANE}v${Timeline.LANE}`));
  }

  drawAxis(top) {
    const { from, to } = this.view;
    const texts = [...this.axis.children];
    const digits = Math.max(1, Math.ceil(Math.log10(2e7 / (to - from))));
    texts.forEach((text, i) => {
      const at = from + ((to - from) * i) / (texts.length - 1);
      text.setAttribute("y", top + 16);
      text.textContent = `${at >= 0 ? "+" : ""}${(at / 1e6).toFixed(digits)} ms`;
    });
  }

  /** What is told of an operation. */
  told(operation) {
    const { operations, lanes } = this.misuse;
    const i = operation.index;
    const name = (number) => page.data().names[number] ?? "";
    const lines = [
      `${name(operations.name[i])} (${Timeline.KINDS[operation.kind]}), ${Timeline.EFFECTS[operations.effect[i]]}`,
      `${page.signed(operation.at)} for ${page.nanos(operation.nanos)}, ${lanes[operations.lane[i]]}`,
      name(operations.site[i]),
      `size ${page.count(operations.size[i])}${operations.bucket[i] < 0 ? "" : `, bucket ${page.count(operations.bucket[i])}`}`,
    ];
    return lines.filter((line) => line).join("\n");
  }

  timeAt(event) {
    this.misuse;
    const box = this.plot.getBoundingClientRect();
    return this.view.from + ((event.clientX - box.left) / box.width) * (this.view.to - this.view.from);
  }

  /** The operation, mark or stretch under the pointer, in words. */
  under(event) {
    const misuse = this.misuse;
    const box = this.plot.getBoundingClientRect();
    const y = event.clientY - box.top;
    const lane = Math.floor(y / Timeline.LANE);
    if (lane < 0 || lane >= this.laneCount) return null;
    const at = this.timeAt(event);
    const near = ((this.view.to - this.view.from) / box.width) * 5;
    const track = Math.floor(((y % Timeline.LANE) - Timeline.FIRST_TRACK) / Timeline.TRACK);
    let best = null;
    let least = Infinity;
    for (const operation of this.byLane[lane] ?? []) {
      const off = Math.max(operation.at - at, at - operation.at - operation.nanos, 0);
      if (off > near) continue;
      const rank = off + (operation.kind === track ? 0 : 2 * near);
      if (rank < least) [best, least] = [operation, rank];
    }
    const told = best ? [this.told(best)] : [];
    for (const [from, length, kind, , text] of misuse.marks.filter((mark) => mark[3] === lane)) {
      if (at >= from - near && at <= from + length + near) told.push(`${kind.replace("_", " ")}: ${text} (${page.signed(from)})`);
    }
    for (const [from, length, kind, where, what, owner] of misuse.blocked) {
      if ((where === lane || where < 0) && at >= from - near && at <= from + length + near) {
        told.push(`${kind} for ${page.nanos(length)}${what && `, ${what}`}${owner && `, held by ${owner}`}`);
      }
    }
    return told.length ? told.slice(0, 4).join("\n") : null;
  }

  listen() {
    let drag = null;
    this.plot.addEventListener("pointermove", (event) => {
      if (drag) this.brush(drag.x, event.clientX);
      const told = this.under(event);
      if (told && !drag) page.show(told, event);
      else page.hide();
    });
    this.plot.addEventListener("pointerleave", page.hide);
    this.plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      drag = { x: event.clientX, at: this.timeAt(event) };
      this.plot.setPointerCapture(event.pointerId);
    });
    this.plot.addEventListener("pointerup", (event) => {
      if (!drag) return;
      const { x, at } = drag;
      drag = null;
      this.picture.querySelector(".brush")?.remove();
      const to = this.timeAt(event);
      if (Math.abs(event.clientX - x) > 6) this.look(Math.min(at, to), Math.max(at, to));
    });
    this.plot.addEventListener("pointercancel", () => {
      drag = null;
      this.picture.querySelector(".brush")?.remove();
    });
    this.plot.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      this.zoom((event.deltaY || event.deltaX) < 0 ? 0.7 : 1.4, this.timeAt(event));
    }, { passive: false });
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("blur", () => this.choose(null));
    this.plot.addEventListener("focus", () => this.choose(this.lane));
  }

  brush(from, to) {
    const box = this.plot.getBoundingClientRect();
    const unit = (x) => Math.max(0, Math.min(page.WIDTH, ((x - box.left) / box.width) * page.WIDTH));
    this.picture.querySelector(".brush")?.remove();
    const left = unit(Math.min(from, to));
    const width = unit(Math.max(from, to)) - left;
    const height = this.laneCount * Timeline.LANE;
    this.picture.append(this.path("brush", `M${left} 0h${width}v${height}h-${width}z`));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      "+": () => this.zoom(0.5),
      "=": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      0: () => this.look(-Infinity, Infinity),
      m: () => this.look(-5e5, 5e5),
      ArrowLeft: () => this.pan(-0.2),
      ArrowRight: () => this.pan(0.2),
      ArrowUp: () => this.choose(Math.max(0, this.lane - 1)),
      ArrowDown: () => this.choose(Math.min(this.laneCount - 1, this.lane + 1)),
      n: () => this.step(1),
      p: () => this.step(-1),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  choose(lane) {
    [...this.lanes.children].forEach((item, i) => item.classList.toggle("chosen", i === lane));
    if (lane === null || lane === this.lane) return;
    this.lane = lane;
    this.cursor = null;
    this.readout.textContent = `Thread ${this.misuse.lanes[lane]}: ${page.count(this.byLane[lane].length)} operations`;
  }

  /** To the next operation of the chosen thread, or the one before; the misuse is where it begins. */
  step(by) {
    this.misuse;
    const operations = this.byLane[this.lane] ?? [];
    let next = this.cursor ? operations.indexOf(this.cursor) + by : operations.findIndex((each) => each.at >= 0);
    if (!this.cursor && (next < 0 || by < 0)) next = (next < 0 ? operations.length : next) - 1;
    const operation = operations[next];
    if (!operation) return;
    this.cursor = operation;
    this.readout.textContent = this.told(operation).replaceAll("\n", " \u00b7 ");
    const { from, to } = this.view;
    if (operation.at < from || operation.at > to) this.look(operation.at - (to - from) / 2, operation.at + (to - from) / 2);
    else this.draw();
  }
}

const timelines = [...document.querySelectorAll(".timeline")]
  .filter((figure) => figure.querySelector(".plot"))
  .map((figure) => new Timeline(figure));

// Those that are not drawn yet are drawn when they come near.
const coming = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    coming.unobserve(target);
    timelines.find((timeline) => timeline.figure === target)?.draw();
  }
}, { rootMargin: "400px" });
timelines.filter(({ picture }) => !picture.firstChild).forEach(({ figure }) => coming.observe(figure));
