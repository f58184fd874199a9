// The search box leaves what has all of its words; what a card's timeline names counts as well.
(() => {
  const box = document.getElementById("search");
  const told = box.form ?? box.closest("search");
  const output = told.querySelector("output");
  told.hidden = false;
  let items;

  function gather() {
    const found = document.querySelectorAll(".misuse.card, .index li, .heat .row[data-map], #maps tbody tr, .spread, #creation tbody tr");
    return [...found].map((element) => ({ element, text: text(element).toLowerCase() }));
  }

  function text(element) {
    if (!element.matches(".misuse.card")) return element.textContent;
    const misuse = page.data().misuses[Number(element.dataset.index)];
    const names = new Set([...misuse.operations.name, ...misuse.operations.site]);
    return [element.textContent, ...misuse.lanes, ...[...names].map((name) => page.data().names[name] ?? "")].join("\n");
  }

  function filter() {
    items ??= gather();
    const words = box.value.toLowerCase().split(/\s+/).filter((word) => word);
    let left = 0;
    for (const { element, text } of items) {
      element.hidden = !words.every((word) => text.includes(word));
      if (!element.hidden) left++;
    }
    // What matches among the rows that are folded away is to be seen.
    for (const rest of document.querySelectorAll(".rest")) {
      if (words.length) rest.open = Boolean(rest.querySelector(".row:not([hidden]), tr:not([hidden]) td, .spread:not([hidden])"));
    }
    output.textContent = words.length ? `${page.count(left)} of ${page.count(items.length)}` : "";
  }

  box.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape") {
      page.hide();
      if (event.target === box && box.value) {
        box.value = "";
        filter();
      }
    }
  });
})();
