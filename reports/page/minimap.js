// A strip beside the text that shows where its findings stand: bars for those undecided, the longer the graver, and signs
// for those decided.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 24;
const map = byId("map");
const paths = new Map();

// The sign of a decision around a point, for a path's data; each differs in shape, not in colour alone.
const BARS = { error: 11, warning: 8, info: 5, own: 11 };
const SHAPES = {
  undecided: (y, length) => `M2 ${y - 1}h${length}v2.5h-${length}z`,
  accepted: (y) => `M15 ${y}l2.5 2.5 4.5-5.5 1 1-5.5 6.5-3.5-3.5z`,
  edited: (y) => `M19 ${y - 3.5}l4 6.5h-8z`,
  rejected: (y) => `M15 ${y - 1}h8v2h-8z`,
  ignored: (y) => `M19 ${y - 3.5}l3.5 3.5-3.5 3.5-3.5-3.5z`,
  commented: (y) => `M15 ${y - 3.5}h8v5h-3l-2 2.5v-2.5h-3z`,
};

function startMap() {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(...["screen", "here"].map((name) => shape("rect", name)));
  for (const severity of ["info", "warning", "error", "own"]) {
    for (const decision of Object.keys(SHAPES)) drawing.append(shape("path", `${severity} ${decision}`));
  }
  map.append(drawing);
  offerMap();
  map.addEventListener("click", clickMap);
  map.addEventListener("keydown", keyOnMap);
  new ResizeObserver(showOnMap).observe(map);
  window.addEventListener("scroll", () => requestAnimationFrame(showScreen), { passive: true });
}

// Without findings there is nothing to find on it.
function offerMap() {
  map.hidden = !findings.length;
}

function shape(tag, name) {
  const element = document.createElementNS(SVG, tag);
  element.setAttribute("class", name);
  paths.set(name, element);
  return element;
}

// Drawn once before the next painting, however many ask for it.
let tall = 0;
let isDrawing = false;
function showOnMap() {
  if (isDrawing || !map || map.hidden) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    drawMap();
    showScreen();
    describeMap();
  });
}

function drawMap() {
  tall = map.clientHeight;
  const parts = new Map([...paths.keys()].map((name) => [name, []]));
  for (const finding of findings) {
    if (!finding.hidden)
      parts
        .get(`${finding.severity} ${finding.decision}`)
        .push(SHAPES[finding.decision](height(finding.at[0]), BARS[finding.severity]));
  }
  for (const [name, element] of paths) {
    if (element.tagName === "path") setPath(element, parts.get(name).join(""));
  }
  const here = paths.get("here");
  setBox(here, selected ? height(selected.at[0]) - 5 : 0, selected ? 10 : 0);
}

// A step changes few of them or none, and the browser reads what is written.
function setPath(element, shapes) {
  if (element.getAttribute("d") !== shapes) element.setAttribute("d", shapes);
}

function height(place) {
  return Math.round(6 + (place / Math.max(1, source.text.length)) * (tall - 12));
}

function setBox(rect, top, length) {
  for (const [name, value] of Object.entries({ x: 0, y: top, width: WIDTH, height: Math.max(0, length) }))
    rect.setAttribute(name, value);
}

// The part of the text that is on the screen, told by its first and last paragraph.
function showScreen() {
  const first = firstBlock((box) => box.bottom > 60);
  const last = firstBlock((box) => box.top > window.innerHeight);
  const top = height(source.passages[Math.min(first, blocks.length - 1)] ?? 0);
  setBox(paths.get("screen"), top, height(source.passages[last] ?? source.text.length) - top);
}

function firstBlock(fits) {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(blocks[middle].getBoundingClientRect())) high = middle;
    else low = middle + 1;
  }
  return low;
}

function describeMap() {
  const shown = findings.filter((finding) => !finding.hidden);
  const place = shown.indexOf(selected);
  map.setAttribute("aria-valuemax", Math.max(1, shown.length));
  map.setAttribute("aria-valuenow", place + 1 || 1);
  const what =
    place < 0
      ? `${counted(shown.length, "finding")}, none selected`
      : `${grouped(place + 1)} of ${grouped(shown.length)}: ${selected.own ? "added" : selected.severity}, ${selected.decision}, ${outcomeText(selected, selected.decided)}`;
  map.setAttribute("aria-valuetext", what);
}

function clickMap(event) {
  const y = event.clientY - map.getBoundingClientRect().top;
  const distance = (finding) => Math.abs(height(finding.at[0]) - y);
  const shown = findings.filter((finding) => !finding.hidden);
  if (shown.length) select(shown.reduce((best, finding) => (distance(finding) < distance(best) ? finding : best)));
}

const MAP_KEYS = {
  ArrowDown: () => step(1, { focus: false }),
  ArrowRight: () => step(1, { focus: false }),
  ArrowUp: () => step(-1, { focus: false }),
  ArrowLeft: () => step(-1, { focus: false }),
  Home: () => stepTo(0),
  End: () => stepTo(Infinity),
};

function keyOnMap(event) {
  if (!Object.hasOwn(MAP_KEYS, event.key)) return;
  event.preventDefault();
  MAP_KEYS[event.key]();
}
