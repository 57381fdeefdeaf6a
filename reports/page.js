// Steps through the findings, filters them, and keeps both in the address. The page is complete without this script.

const NARROW = matchMedia("(max-width: 62rem)");
const FIELDS = ["severity", "confidence", "kind"];

const byId = (id) => document.getElementById(id);
const form = byId("filters");
const findings = [...document.querySelectorAll("#list > li")].map(readFinding);
const findingById = new Map(findings.map((finding) => [finding.id, finding]));
const filters = { query: "", severity: new Set(), confidence: new Set(), kind: new Set() };
const closeButton = makeCloseButton();
let selected = null;

if (byId("position")) start();

function start() {
  gatherMarks();
  document.querySelector(".toolbar").hidden = false;
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("document").addEventListener("click", clickInText);
  byId("document").addEventListener("focusin", focusInText);
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", readAddress);
  for (const radio of document.querySelectorAll("[name=view]")) radio.addEventListener("change", showView);
  offerThemes(byId("theme"));
  offerHelp();
  if (form) offerFilters();
  showView();
  readAddress();
}

// What the page says of its findings

function readFinding(card) {
  const { severity, confidence, kind } = card.dataset;
  return { id: card.id.slice(2), card, severity, confidence, kind, text: plain(card.textContent), marks: [], hidden: false };
}

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

function gatherMarks() {
  for (const mark of document.querySelectorAll("#document a.mark")) {
    for (const id of findingIds(mark)) findingById.get(id).marks.push(mark);
  }
}

// The finding a mark belongs to, then the others over the same text.
function findingIds(mark) {
  return [mark.hash.slice(3), ...(mark.dataset.under?.split(" ") ?? [])];
}

// One finding is selected, or none

function select(finding, { focus = false } = {}) {
  if (selected) highlight(selected, false);
  selected = finding;
  if (selected) {
    highlight(selected, true);
    reveal(selected, focus);
  }
  showPosition();
  writeAddress();
}

function highlight(finding, on) {
  for (const mark of finding.marks) mark.classList.toggle("current", on);
  if (on) {
    finding.card.setAttribute("aria-current", "true");
    finding.card.prepend(closeButton);
  } else {
    finding.card.removeAttribute("aria-current");
    closeButton.remove();
  }
}

function reveal(finding, focus) {
  const mark = byId(`f-${finding.id}`);
  mark.scrollIntoView({ block: isInView(mark) ? "nearest" : "center" });
  if (!NARROW.matches) finding.card.scrollIntoView({ block: "nearest" });
  if (focus) mark.focus({ preventScroll: true });
}

// Clear of the toolbar above and, on a narrow screen, of the card below.
function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 80 && bottom < window.innerHeight * (NARROW.matches ? 0.5 : 0.9);
}

function step(direction) {
  const from = selected ? findings.indexOf(selected) : direction > 0 ? -1 : findings.length;
  for (let index = from + direction; index >= 0 && index < findings.length; index += direction) {
    if (!findings[index].hidden) return select(findings[index], { focus: true });
  }
}

function showPosition() {
  const shown = findings.filter((finding) => !finding.hidden);
  const place = shown.indexOf(selected);
  byId("position").textContent = place < 0 ? `${grouped(shown.length)} shown` : `${grouped(place + 1)} of ${grouped(shown.length)}`;
  byId("previous").disabled = place === 0 || !shown.length;
  byId("next").disabled = place === shown.length - 1 || !shown.length;
}

// A click shows the finding, one more the next of several over the same text. The Enter key leads on to the list.
function clickInText(event) {
  const mark = event.target.closest("a.mark");
  if (!mark || isModified(event)) return;
  event.preventDefault();
  const here = shownAt(mark);
  if (!here.length) return;
  if (!isByKey(event)) return select(here[(here.indexOf(selected) + 1) % here.length]);
  if (!here.includes(selected)) select(here[0]);
  selected.card.querySelector("a").focus();
}

// Tab leads from mark to mark; the finding is shown as it is reached.
function focusInText(event) {
  const mark = event.target.closest("a.mark:focus-visible");
  const here = mark ? shownAt(mark) : [];
  if (here.length && !here.includes(selected)) select(here[0]);
}

function shownAt(mark) {
  return findingIds(mark)
    .map((id) => findingById.get(id))
    .filter((finding) => !finding.hidden);
}

function clickInList(event) {
  const card = event.target.closest("#list > li");
  const isText = window.getSelection().toString() !== "";
  if (!card || isText || isModified(event) || event.target.closest("summary, button")) return;
  event.preventDefault();
  select(findingById.get(card.id.slice(2)), { focus: isByKey(event) });
}

// The browser counts the clicks of a mouse; the Enter key makes a click that is none.
function isByKey(event) {
  return event.detail === 0;
}

function isModified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
}

// On a narrow screen the selected card lies over the text and must be put away by touch.
function makeCloseButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.textContent = "Close";
  button.addEventListener("click", () => select(null));
  return button;
}

// Filters: nothing ticked in a field means everything

function offerFilters() {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    readFilters();
    filter();
  });
  form.addEventListener("reset", () => {
    for (const field of FIELDS) filters[field].clear();
    filters.query = "";
    filter();
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
  if (filters.confidence.size || filters.kind.size) byId("more").open = true;
}

function filter() {
  for (const finding of findings) setHidden(finding, !matches(finding));
  for (const field of FIELDS) countOptions(field);
  const shown = findings.filter((finding) => !finding.hidden).length;
  byId("status").textContent = `${grouped(shown)} of ${grouped(findings.length)} shown`;
  byId("reset").hidden = !filters.query && FIELDS.every((field) => !filters[field].size);
  byId("nothing").hidden = shown > 0;
  if (selected?.hidden) select(null);
  else {
    showPosition();
    writeAddress();
  }
}

function matches(finding, except) {
  const isWanted = (field) => field === except || !filters[field].size || filters[field].has(finding[field]);
  return FIELDS.every(isWanted) && finding.text.includes(filters.query);
}

function setHidden(finding, hidden) {
  if (finding.hidden === hidden) return;
  finding.hidden = hidden;
  finding.card.hidden = hidden;
  for (const mark of finding.marks) {
    mark.classList.toggle("off", findingById.get(findingIds(mark)[0]).hidden);
    if (shownAt(mark).length) mark.removeAttribute("tabindex");
    else mark.tabIndex = -1;
  }
}

// How many an option would show, the other fields being as they are.
function countOptions(field) {
  const counts = new Map();
  for (const finding of findings) {
    if (matches(finding, field)) counts.set(finding[field], (counts.get(finding[field]) ?? 0) + 1);
  }
  for (const box of form.querySelectorAll(`[name=${field}]`)) {
    box.closest("label").querySelector("output").textContent = grouped(counts.get(box.value) ?? 0);
  }
}

function grouped(number) {
  return number.toLocaleString("en");
}

// The address: #f-<id>&severity=error,warning&query=…

function writeAddress() {
  const parts = selected ? [`f-${selected.id}`] : [];
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
  const finding = findingById.get(/^[cf]-(.+)$/.exec(parts[0])?.[1]);
  if (form && (values.size || finding)) {
    for (const field of FIELDS) filters[field] = new Set((values.get(field) ?? "").split(",").filter(Boolean).map(decoded));
    filters.query = plain(decoded(values.get("query") ?? ""));
    writeFilters();
  }
  if (form) filter();
  else showPosition();
  if (finding && !finding.hidden) select(finding, { focus: true });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Keys, view and help

const KEYS = {
  n: () => step(1),
  j: () => step(1),
  p: () => step(-1),
  k: () => step(-1),
  f: () => byId("query")?.focus(),
  t: () => byId("theme").click(),
  "?": openHelp,
};

function press(event) {
  if (event.key === "Escape") return leave(event);
  const isOff = !byId("keys").checked || byId("help").open || event.ctrlKey || event.metaKey || event.altKey;
  if (isOff || isTyping(event.target) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function isTyping(element) {
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

function leave(event) {
  if (byId("help").open) return;
  if (isTyping(event.target)) event.target.blur();
  else if (selected) select(null);
}

function showView() {
  document.documentElement.dataset.view = document.querySelector("[name=view]:checked").value;
}

function offerHelp() {
  const dialog = byId("help");
  byId("help-button").addEventListener("click", openHelp);
  byId("keys").checked = recall("keys") !== "off";
  byId("keys").addEventListener("change", (event) => remember("keys", event.target.checked ? "on" : "off"));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function openHelp() {
  byId("help").showModal();
  byId("help-close").focus();
}
