// Steps through the changes, folds and filters them, shows the versions side by side or alone, and keeps it all in the
// address. The page is complete without this script.

const FIELDS = ["reason", "kind"];

const form = byId("filters");
const text = byId("text");
const classBoxes = [...document.querySelectorAll("[name=class]")];
const rows = [...(text?.querySelectorAll("p, h3") ?? [])].map(readRow);
const changes = [...document.querySelectorAll("#list > li")].map(readChange);
const changeByNumber = new Map(changes.map((change) => [change.number, change]));
const filters = { query: "", reason: new Set(), kind: new Set() };
const closeButton = makeCloseButton();
let reading = [];
let selected = null;
let arranged = null;

const KEYS = {
  n: () => step(1),
  j: () => step(1),
  p: () => step(-1),
  k: () => step(-1),
  m: crossOver,
  i: () => show("inline"),
  s: () => show("side"),
  o: () => show("old"),
  w: () => show("new"),
  a: showAll,
  f: () => byId("query")?.focus(),
  y: () => decideSelected("accept"),
  x: () => decideSelected("reject"),
  u: undo,
  U: redo,
  t: () => byId("theme").click(),
  "?": openHelp,
};
classBoxes.forEach((box, index) => (KEYS[index + 1] = () => box.click()));

if (text) start();

function start() {
  for (const row of rows) gatherMarks(row, row.inline);
  reading = inTextOrder();
  for (const change of changes) setShown(change, shownClasses());
  arranged = arrangement();
  for (const part of document.querySelectorAll(".toolbar > [hidden]")) part.hidden = false;
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("all").addEventListener("click", showAll);
  byId("document").addEventListener("click", clickInText);
  byId("document").addEventListener("focusin", focusInText);
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", readAddress);
  for (const box of classBoxes) box.addEventListener("change", update);
  for (const radio of document.querySelectorAll("[name=view]")) radio.addEventListener("change", update);
  offerThemes(byId("theme"));
  offerHelp();
  if (form) offerFilters();
  offerDecisions();
  new ResizeObserver(([bar]) => standBelow(bar.borderBoxSize[0].blockSize)).observe(document.querySelector(".toolbar"));
  readAddress();
}

// The names of the sides stand below the toolbar, however many lines that has.
function standBelow(height) {
  document.documentElement.style.setProperty("--toolbar", `${height}px`);
}

// What the page says of its changes

function readRow(inline) {
  return { inline, pair: null, changes: new Set() };
}

function readChange(card) {
  const { class: changeClass, reason, kind } = card.dataset;
  return { number: card.value, card, changeClass, reason, kind, text: plain(card.textContent), marks: [], isShown: true };
}

function gatherMarks(row, element) {
  for (const mark of element.querySelectorAll(".mark, .moved")) {
    const change = changeAt(mark);
    change.marks.push(mark);
    row.changes.add(change);
  }
}

function changeAt(mark) {
  return changeByNumber.get(Number(mark.dataset.change ?? mark.hash.slice(2)));
}

// The changes in the order in which the text comes to them; the list has those of most weight first.
function inTextOrder() {
  const places = [...text.querySelectorAll("[id]")].filter((place) => /^c\d+$/.test(place.id));
  return places.map((place) => changeByNumber.get(Number(place.id.slice(1))));
}

// One change is selected, or none. A moved passage has two places: "" is where it is now, "-away" where it was.

function select(change, { focus = false, side = "" } = {}) {
  if (selected) highlight(selected, false);
  selected = change;
  if (selected) {
    highlight(selected, true);
    reveal(selected, side, focus);
  }
  document.dispatchEvent(new CustomEvent("selected", { detail: selected }));
  showPosition();
  writeAddress();
}

function highlight(change, on) {
  for (const mark of change.marks) mark.classList.toggle("current", on);
  if (on) {
    change.card.setAttribute("aria-current", "true");
    change.card.prepend(closeButton);
    showButtons(change);
  } else {
    change.card.removeAttribute("aria-current");
    closeButton.remove();
    hideButtons();
  }
}

function reveal(change, side, focus) {
  const place = placeOf(change, side);
  const fold = place.closest("details");
  if (fold) fold.open = true;
  place.scrollIntoView({ block: isInView(place) ? "nearest" : "center" });
  if (!NARROW.matches) change.card.scrollIntoView({ block: "nearest" });
  if (focus) place.focus({ preventScroll: true });
}

// The mark, or the paragraph where this view has no mark, or the one before where it has no such paragraph.
function placeOf(change, side) {
  const mark = byId(`c${change.number}${side}`) ?? byId(`c${change.number}`);
  const fold = mark.closest("details");
  if (fold) fold.open = true;
  if (mark.checkVisibility() && mark.getClientRects().length) return mark;
  let row = mark.closest(".pair, p, h3");
  while (row.previousElementSibling && !row.getBoundingClientRect().height) row = row.previousElementSibling;
  return row;
}

// Clear of the toolbar above and, on a narrow screen, of the card below.
function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 100 && bottom < window.innerHeight * (NARROW.matches ? 0.5 : 0.9);
}

function step(direction) {
  const from = selected ? reading.indexOf(selected) : direction > 0 ? -1 : reading.length;
  for (let index = from + direction; index >= 0 && index < reading.length; index += direction) {
    if (reading[index].isShown) return select(reading[index], { focus: true });
  }
}

function showPosition() {
  const shown = reading.filter((change) => change.isShown);
  const place = shown.indexOf(selected);
  byId("position").textContent = place < 0 ? `${grouped(shown.length)} shown` : `${grouped(place + 1)} of ${grouped(shown.length)}`;
  byId("previous").disabled = place === 0 || !shown.length;
  byId("next").disabled = place === shown.length - 1 || !shown.length;
}

// A click shows the change; the Enter key leads on to the list. The label of a moved passage leads to its other place.
function clickInText(event) {
  if (isModified(event)) return;
  const label = event.target.closest(".elsewhere");
  const mark = event.target.closest(".mark, .moved");
  const change = mark && changeAt(mark);
  if (!change?.isShown) {
    if (mark) event.preventDefault();
    return;
  }
  if (!label && window.getSelection().toString()) return;
  event.preventDefault();
  if (label) select(change, { focus: true, side: label.hash.endsWith("-away") ? "-away" : "" });
  else if (!isByKey(event)) select(change, { side: isAway(mark) ? "-away" : "" });
  else change.card.querySelector("a").focus();
}

function isAway(mark) {
  return mark.matches("del.moved");
}

// Tab leads from mark to mark; the change is shown as it is reached.
function focusInText(event) {
  const link = event.target.closest(".mark:focus-visible, .elsewhere:focus-visible");
  const mark = link?.closest(".mark, .moved");
  const change = mark && changeAt(mark);
  if (change?.isShown && change !== selected) select(change, { side: isAway(mark) ? "-away" : "" });
}

// To the other place of a moved passage; from a change inside one, to its mark there.
function crossOver() {
  const focused = document.activeElement;
  if (selected?.kind === "move") return select(selected, { focus: true, side: focused.id.endsWith("-away") ? "" : "-away" });
  const marks = selected?.marks.filter((mark) => mark.isConnected && mark.checkVisibility()) ?? [];
  const other = marks[(marks.indexOf(focused) + 1) % marks.length];
  other?.scrollIntoView({ block: isInView(other) ? "nearest" : "center" });
  other?.focus({ preventScroll: true });
}

function clickInList(event) {
  const card = event.target.closest("#list > li");
  const isText = window.getSelection().toString() !== "";
  if (!card || isText || isModified(event) || event.target.closest("button")) return;
  event.preventDefault();
  select(changeByNumber.get(card.value), { focus: isByKey(event) });
}

// On a narrow screen the selected card lies over the text and must be put away by touch.
function makeCloseButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close carried";
  button.textContent = "Close";
  button.addEventListener("click", () => select(null));
  return button;
}

// Classes, filters and the view: everything that decides what is shown. Nothing ticked in a filter means everything.

function offerFilters() {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    readFilters();
    update();
  });
  form.addEventListener("reset", () => {
    for (const field of FIELDS) filters[field].clear();
    filters.query = "";
    for (const box of classBoxes) box.checked = true;
    update();
  });
  byId("list").addEventListener("click", clickInList);
}

function readFilters() {
  filters.query = plain(byId("query").value);
  for (const field of FIELDS) {
    filters[field] = new Set([...form.querySelectorAll(`[name=${field}]:checked`)].map((box) => box.value));
  }
}

function writeFilters() {
  byId("query").value = filters.query;
  for (const field of FIELDS) {
    for (const box of form.querySelectorAll(`[name=${field}]`)) box.checked = filters[field].has(box.value);
  }
  if (FIELDS.some((field) => filters[field].size)) byId("more").open = true;
}

function update() {
  const classes = shownClasses();
  for (const change of changes) setShown(change, classes);
  if (form) countShown();
  arrange();
  if (selected?.isShown) {
    reveal(selected, "", false);
    showPosition();
    writeAddress();
  } else select(null);
}

function shownClasses() {
  return new Set(classBoxes.filter((box) => box.checked).map((box) => box.value));
}

function setShown(change, classes) {
  const isOut = !matches(change);
  const isShown = !isOut && classes.has(change.changeClass);
  change.card.classList.toggle("out", isOut);
  for (const mark of change.marks) showMark(mark, isOut, isShown);
  change.isShown = isShown;
}

function showMark(mark, isOut, isShown) {
  mark.classList.toggle("out", isOut);
  if (isShown || mark.matches(".moved")) mark.removeAttribute("tabindex");
  else mark.tabIndex = -1;
}

function matches(change, except) {
  const isWanted = (field) => field === except || !filters[field].size || filters[field].has(change[field]);
  return FIELDS.every(isWanted) && change.text.includes(filters.query);
}

function countShown() {
  for (const field of FIELDS) countOptions(field);
  const shown = changes.filter((change) => change.isShown).length;
  const isFiltered = filters.query !== "" || FIELDS.some((field) => filters[field].size);
  byId("status").textContent = `${grouped(shown)} of ${grouped(changes.length)} shown`;
  byId("reset").hidden = shown === changes.length && !isFiltered;
  byId("nothing").hidden = shown > 0;
}

// How many an option would show, the classes and the other fields being as they are.
function countOptions(field) {
  const classes = shownClasses();
  const counts = new Map();
  for (const change of changes) {
    if (classes.has(change.changeClass) && matches(change, field)) counts.set(change[field], (counts.get(change[field]) ?? 0) + 1);
  }
  for (const box of form.querySelectorAll(`[name=${field}]`)) {
    box.closest("label").querySelector("output").textContent = grouped(counts.get(box.value) ?? 0);
  }
}

function view() {
  return document.querySelector("[name=view]:checked").value;
}

// The text: paragraphs with a shown change open, the others in folds, each as the view has it

function arrange() {
  if (arranged === arrangement()) return;
  const anchor = topRow();
  const opened = openedRows();
  document.documentElement.dataset.view = view();
  document.querySelector(".sides").hidden = view() !== "side";
  text.replaceChildren(...runsOfRows().flatMap((run) => (run.isFolded ? makeFold(run, opened) : run.rows.map(shape))));
  arranged = arrangement();
  if (anchor) window.scrollBy({ top: shape(anchor.row).getBoundingClientRect().top - anchor.top, behavior: "instant" });
}

// What the arrangement depends on: the view, and the paragraphs with a shown change.
function arrangement() {
  return `${view()} ${rows.map((row) => Number(hasShown(row))).join("")}`;
}

function hasShown(row) {
  for (const change of row.changes) if (change.isShown) return true;
  return false;
}

function runsOfRows() {
  const runs = [];
  for (const row of rows) {
    const isQuiet = !hasShown(row);
    if (runs.at(-1)?.isQuiet === isQuiet) runs.at(-1).rows.push(row);
    else runs.push({ isQuiet, rows: [row] });
  }
  for (const run of runs) run.isFolded = run.isQuiet && run.rows.length > 1;
  return runs;
}

function makeFold({ rows }, opened) {
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  const folded = new Set(rows.flatMap((row) => [...row.changes])).size;
  const what = folded ? `with ${grouped(folded)} folded ${folded === 1 ? "change" : "changes"}` : "unchanged";
  summary.textContent = `${grouped(rows.length)} paragraphs ${what}`;
  fold.append(summary, ...rows.map(shape));
  fold.open = isAll() || rows.every((row) => opened.has(row));
  return fold;
}

function openedRows() {
  return new Set(rows.filter(({ inline, pair }) => (inline.isConnected ? inline : pair)?.closest("details[open]")));
}

// The paragraph at the top of the screen, which a new arrangement leaves in its place.
function topRow() {
  if (window.scrollY < 200) return null;
  for (const row of rows) {
    const box = (row.inline.isConnected ? row.inline : row.pair).getBoundingClientRect();
    if (box.height && box.bottom > 100) return { row, top: box.top };
  }
  return null;
}

function isAll() {
  return byId("all").getAttribute("aria-pressed") === "true";
}

function showAll() {
  byId("all").setAttribute("aria-pressed", String(!isAll()));
  for (const fold of text.querySelectorAll("details")) fold.open = isAll();
  writeAddress();
}

function shape(row) {
  if (view() === "inline") return row.inline;
  row.pair ??= makePair(row);
  return row.pair;
}

// A paragraph as each version has it, side by side; made when it is first asked for.
function makePair(row) {
  const pair = document.createElement("div");
  pair.className = "pair";
  const [before, after] = [row.inline.cloneNode(true), row.inline.cloneNode(true)];
  before.classList.add("old");
  after.classList.add("new");
  for (const gone of before.querySelectorAll("ins")) gone.remove();
  for (const gone of after.querySelectorAll("del")) gone.remove();
  for (const word of before.querySelectorAll("[data-old]")) word.replaceWith(word.dataset.old);
  delete before.dataset.paragraph;
  if (before.dataset.was) before.dataset.paragraph = before.dataset.was;
  for (const side of [before, after]) delete side.dataset.was;
  for (const side of [before, after]) for (const mark of side.querySelectorAll(".mark:empty")) mark.remove();
  for (const place of before.querySelectorAll("[id]")) if (after.querySelector(`#${place.id}`)) place.removeAttribute("id");
  for (const side of [before, after]) gatherMarks(row, side);
  pair.append(before, after);
  return pair;
}

// The address: #c12&view=side&class=substance,form&reason=number&all=1&query=…

function writeAddress() {
  const parts = selected ? [`c${selected.number}`] : [];
  if (view() !== "inline") parts.push(`view=${view()}`);
  if (classBoxes.some((box) => box.checked !== box.defaultChecked)) parts.push(`class=${[...shownClasses()].join(",")}`);
  if (isAll()) parts.push("all=1");
  for (const field of FIELDS) {
    if (filters[field].size) parts.push(`${field}=${[...filters[field]].map(encodeURIComponent).join(",")}`);
  }
  if (filters.query) parts.push(`query=${encodeURIComponent(filters.query)}`);
  const address = parts.length ? `#${parts.join("&")}` : location.pathname + location.search;
  history.replaceState(null, "", address);
}

function readAddress() {
  const parts = location.hash.slice(1).split("&");
  const values = new Map(parts.filter((part) => part.includes("=")).map((part) => part.split("=", 2)));
  const [, number, side] = /^[cl](\d+)(-away)?$/.exec(parts[0]) ?? [];
  const wanted = changeByNumber.get(Number(number));
  chooseView(values.get("view"));
  if (values.has("class")) for (const box of classBoxes) box.checked = values.get("class").split(",").includes(box.value);
  if (values.has("all") && !isAll()) showAll();
  if (form && values.size) {
    for (const field of FIELDS) filters[field] = new Set((values.get(field) ?? "").split(",").filter(Boolean).map(decoded));
    filters.query = plain(decoded(values.get("query") ?? ""));
    writeFilters();
  }
  if (wanted) admit(wanted);
  selected = wanted ?? selected;
  update();
  if (wanted) select(wanted, { focus: true, side: side ?? "" });
}

function chooseView(name) {
  const radios = [...document.querySelectorAll("[name=view]")];
  const wanted = radios.find((radio) => radio.value === name);
  if (wanted) wanted.checked = true;
}

// Who follows a link to a change sees it, whatever was folded or filtered before.
function admit(change) {
  for (const box of classBoxes) box.checked ||= box.value === change.changeClass;
  if (matches(change)) return;
  for (const field of FIELDS) filters[field].clear();
  filters.query = "";
  writeFilters();
}

// Keys

function show(name) {
  document.querySelector(`[name=view][value=${name}]`).click();
}

function press(event) {
  if (event.key === "Escape") return leave(event);
  const isSingle = byId("keys").checked && !(event.ctrlKey || event.metaKey || event.altKey);
  const key = undoKey(event) ?? (isSingle ? event.key : "");
  if (!Object.hasOwn(KEYS, key) || document.querySelector("dialog[open]") || isTyping(event.target)) return;
  event.preventDefault();
  KEYS[key]();
}

function leave(event) {
  if (document.querySelector("dialog[open]")) return;
  if (isTyping(event.target)) event.target.blur();
  else if (selected) select(null);
}
