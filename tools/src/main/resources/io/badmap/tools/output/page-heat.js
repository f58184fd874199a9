// The cells of the heat map tell their numbers, by pointer and by the arrow keys.
for (const heat of document.querySelectorAll(".heat")) {
  const readout = heat.querySelector(".readout");
  const column = new WeakMap();

  const told = (cells, x) => {
    const map = page.data().maps[Number(cells.closest(".row").dataset.map)];
    const at = `${map.map} ${page.signed(x * page.data().columnNanos)}`;
    if (!map.operations[x]) return `${at}\nno operation`;
    return `${at}\n${page.count(map.operations[x])} operations, ${page.count(map.writes[x])} of them writes by ${map.writers[x]} threads, size ${page.count(map.sizes[x])}`;
  };
  const columns = (cells) => cells.viewBox.baseVal.width;

  heat.addEventListener("pointermove", (event) => {
    const cells = event.target.closest(".cells");
    if (!cells) return page.hide();
    const box = cells.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * columns(cells));
    page.show(told(cells, Math.max(0, Math.min(columns(cells) - 1, x))), event);
  });
  heat.addEventListener("pointerleave", page.hide);
  heat.addEventListener("keydown", (event) => {
    const cells = event.target.closest(".cells");
    if (!cells) return;
    const rows = [...heat.querySelectorAll(".cells")].filter((each) => each.getClientRects().length);
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const row = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined && row === undefined) return;
    event.preventDefault();
    const x = Math.max(0, Math.min(columns(cells) - 1, (column.get(heat) ?? 0) + (by ?? 0)));
    column.set(heat, x);
    const next = row ? rows[rows.indexOf(cells) + row] ?? cells : cells;
    next.focus();
    readout.textContent = told(next, x).replace("\n", ": ");
  });
}
