// Pages as they are printed: a strip of one with marks on it, and the whole of it in a dialog. A version has the pages of its
// file, each as [width, height, address of its picture], lengths in points; a mark is [page, left, top, right, bottom].

// Points round what is marked that a strip shows.
const AROUND = { width: 280, height: 84 };
let leaf = null;

// A figure with the lines round the first mark, which opens the whole page; `shown` are all marks, each with a class.
function printedStrip(version, marks, shown, caption) {
  const [number] = marks[0];
  const label = `Show page ${number} as it is printed${caption ? `: ${caption}` : ""}`;
  const button = printedElement("button", "", { type: "button", "aria-label": label, "aria-keyshortcuts": "g" });
  button.append(drawn(version, number, excerpt(version, marks[0]), marked(marks, "current")));
  button.addEventListener("click", () => openLeaf(version, number, shown()));
  const figure = printedElement("figure", "", { class: "printed" });
  figure.append(button, ...(caption ? [printedElement("figcaption", caption)] : []));
  return figure;
}

function marked(marks, name) {
  return marks.map((mark) => ({ mark, name }));
}

// The lines round a mark, of a page that may be narrower.
function excerpt({ pages }, [number, left, top, right, bottom]) {
  const [wide, tall] = pages[number];
  const width = Math.min(wide, Math.max(AROUND.width, right - left + 40));
  const height = Math.min(tall, AROUND.height);
  const within = (middle, length, all) => Math.max(0, Math.min(all - length, middle - length / 2));
  return [within((left + right) / 2, width, wide), within((top + bottom) / 2, height, tall), width, height];
}

// A page, or a part of it. The picture is asked for when it is shown.
function drawn({ pages }, number, box, shown) {
  const [width, height, href] = pages[number];
  const drawing = inDrawing("svg", { viewBox: box.join(" "), "aria-hidden": "true" });
  drawing.append(inDrawing("image", { href, width, height, preserveAspectRatio: "none" }));
  for (const { mark, name } of shown) {
    const [page, left, top, right, bottom] = mark;
    const place = { x: left - 1, y: top - 1, width: right - left + 2, height: bottom - top + 2 };
    if (page === number) drawing.append(inDrawing("rect", { class: name, ...place }));
  }
  return drawing;
}

function inDrawing(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function printedElement(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function openLeaf(version, number, shown) {
  leaf ??= makeLeaf();
  const [width, height] = version.pages[number];
  byId("leaf-heading").textContent = `Page ${number} as it is printed${version.name ? `: ${version.name}` : ""}`;
  byId("leaf-sheet").replaceChildren(drawn(version, number, [0, 0, width, height], shown));
  leaf.showModal();
  byId("leaf-sheet").querySelector(".current")?.scrollIntoView({ block: "center" });
}

function makeLeaf() {
  const dialog = printedElement("dialog", "", { id: "leaf", "aria-labelledby": "leaf-heading" });
  const close = printedElement("button", "Close", { type: "button", id: "leaf-close" });
  close.addEventListener("click", () => dialog.close());
  const sheet = printedElement("div", "", { id: "leaf-sheet", tabindex: 0, role: "group", "aria-label": "The page" });
  dialog.append(printedElement("h2", "", { id: "leaf-heading" }), close, sheet);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}
