// What is selected, as it is printed: the lines round it in its entry, and the whole page in a dialog.

const printed = source.printed ?? { marks: [], pages: {} };
// Points round what is marked that are shown in the entry.
const AROUND = { width: 280, height: 84 };
let leaf = null;

document.addEventListener("selected", ({ detail: finding }) => finding && showPrinted(finding));

if (source.printed) KEYS.g = () => selected && openLeaf(selected);

function showPrinted(finding) {
  document.querySelector("#list .printed")?.remove();
  const [first] = printed.marks[finding.index] ?? [];
  if (!first) return;
  const [number] = first;
  const button = made("button", "", { type: "button", "aria-label": `Show page ${number} as it is printed`, "aria-keyshortcuts": "g" });
  button.append(drawn(number, excerpt(first), [finding]));
  button.addEventListener("click", () => openLeaf(finding));
  const figure = made("figure", "", { class: "printed" });
  figure.append(button);
  byId(`d-${finding.id}`).after(figure);
}

// The lines round a mark, of a page that may be narrower.
function excerpt([number, left, top, right, bottom]) {
  const [wide, tall] = printed.pages[number];
  const width = Math.min(wide, Math.max(AROUND.width, right - left + 40));
  const height = Math.min(tall, AROUND.height);
  const within = (middle, length, all) => Math.max(0, Math.min(all - length, middle - length / 2));
  return [within((left + right) / 2, width, wide), within((top + bottom) / 2, height, tall), width, height];
}

// A page, or a part of it, with marks on it. The picture is asked for when it is shown.
function drawn(number, box, some) {
  const [width, height, href] = printed.pages[number];
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", box.join(" "));
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(shaped("image", { href, width, height, preserveAspectRatio: "none" }));
  for (const finding of some) {
    const name = `${finding.severity}${finding === selected ? " current" : ""}`;
    for (const [page, left, top, right, bottom] of printed.marks[finding.index]) {
      const place = { x: left - 1, y: top - 1, width: right - left + 2, height: bottom - top + 2 };
      if (page === number) drawing.append(shaped("rect", { class: name, ...place }));
    }
  }
  return drawing;
}

function shaped(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function openLeaf(finding) {
  const [number] = printed.marks[finding.index]?.[0] ?? [];
  if (!number) return;
  leaf ??= makeLeaf();
  const [width, height] = printed.pages[number];
  const here = findings.filter((other) => printed.marks[other.index].some(([page]) => page === number));
  byId("leaf-heading").textContent = `Page ${number} as it is printed`;
  byId("leaf-sheet").replaceChildren(drawn(number, [0, 0, width, height], here));
  leaf.showModal();
  byId("leaf-sheet").querySelector(".current")?.scrollIntoView({ block: "center" });
}

function makeLeaf() {
  const dialog = made("dialog", "", { id: "leaf", "aria-labelledby": "leaf-heading" });
  const close = made("button", "Close", { type: "button", id: "leaf-close" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(made("h2", "", { id: "leaf-heading" }), close, made("div", "", { id: "leaf-sheet", tabindex: 0, role: "group", "aria-label": "The page" }));
  document.body.append(dialog);
  closeOutside(dialog);
  return dialog;
}
