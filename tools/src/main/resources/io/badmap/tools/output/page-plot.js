// What the parts of the page share: the data, the tip, numbers as people read them.
const page = (() => {
  const WIDTH = 1000;
  const tip = document.getElementById("tip");
  let parsed;

  /** Parsed when it is first asked for, so that the page is painted before. */
  function data() {
    parsed ??= JSON.parse(document.getElementById("badmap-report").textContent);
    return parsed;
  }

  function nanos(value) {
    const size = Math.abs(value);
    if (size < 1e3) return `${value} ns`;
    if (size < 1e6) return `${(value / 1e3).toFixed(1)} us`;
    if (size < 1e9) return `${(value / 1e6).toFixed(3)} ms`;
    return `${(value / 1e9).toFixed(3)} s`;
  }

  function signed(value) {
    return (value > 0 ? "+" : "") + nanos(value);
  }

  function count(value) {
    return value.toLocaleString("en");
  }

  function show(text, event) {
    tip.textContent = text;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, innerWidth - box.width - 8);
    const below = event.clientY + 18;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below + box.height > innerHeight ? event.clientY - box.height - 12 : below}px`;
  }

  function hide() {
    tip.hidden = true;
  }

  /** Marks the units of a strip that a stretch covers; however short, it is seen. */
  function cover(strip, view, at, length) {
    if (at + length < view.from || at > view.to) return;
    const scale = WIDTH / (view.to - view.from);
    const first = Math.max(0, Math.floor((at - view.from) * scale));
    const last = Math.min(WIDTH, Math.max(first + 2, Math.floor((at + length - view.from) * scale)));
    strip.fill(1, first, last);
  }

  /** Calls back with the first unit and the width of each run. */
  function runs(strip, each) {
    for (let x = strip.indexOf(1); x >= 0; ) {
      let end = strip.indexOf(0, x);
      if (end < 0) end = WIDTH;
      each(x, end - x);
      x = strip.indexOf(1, end);
    }
  }

  function rectangles(strip, y, height) {
    let path = "";
    runs(strip, (x, width) => (path += `M${x} ${y}h${width}v${height}h-${width}z`));
    return path;
  }

  function lines(strip, y, height) {
    let path = "";
    runs(strip, (x) => (path += `M${x} ${y}v${height}`));
    return path;
  }

  return { WIDTH, data, nanos, signed, count, show, hide, cover, rectangles, lines };
})();
