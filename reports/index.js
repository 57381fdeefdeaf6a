// Sorts and filters the documents, and keeps both in the address. Without this script the page lists them all, unsorted.

const BATCH = 100;
const ONLY = {
  "": () => true,
  errors: ({ errors }) => errors > 0,
  undecided: ({ isRead, findings, decided }) => isRead && (decided ?? 0) < findings,
  unreadable: ({ unreadable }) => unreadable !== undefined,
  worse: ({ grown }) => grown > 0,
  better: ({ grown }) => grown < 0,
  new: ({ grown, isRead }) => isRead && grown === null,
};

const byId = (id) => document.getElementById(id);
const source = JSON.parse(byId("data").textContent);
const body = document.querySelector("#documents tbody");
const headers = [...document.querySelectorAll("#documents thead th")];
const rows = source.rows.map(readRow);
// How the values of each column are written, the name's aside.
const COLUMNS = [
  grouped,
  grouped,
  grouped,
  grouped,
  decimal,
  ...(source.compared ? [signed] : []),
  (_, row) => `${grouped(row.decided)} of ${grouped(row.findings)}`,
];
const order = new Intl.Collator("en", { numeric: true });
let sorting = null;
let shown = [];

start();

function start() {
  byId("filters").hidden = byId("listing").hidden = false;
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", filter);
  byId("more").addEventListener("click", showMore);
  byId("clean").addEventListener("click", unfoldClean);
  byId("all-rules")?.addEventListener("click", showAllRules);
  if (byId("all-rules")) byId("all-rules").hidden = false;
  headers.forEach(offerSorting);
  offerRules();
  offerThemes(byId("theme"));
  window.addEventListener("hashchange", readAddress);
  window.addEventListener("focus", refresh);
  window.addEventListener("storage", refresh);
  readProgress();
  readAddress();
}

function refresh() {
  readProgress();
  if (sorting) sort(sorting);
  filter();
}

// The values stand in the order of the columns; a document that could not be read has none.
function readRow([name, href, words, errors = 0, warnings = 0, infos = 0, grown, rules, digest, unreadable], place) {
  const findings = errors + warnings + infos;
  const rate = words ? (1000 * findings) / words : undefined;
  // What is not checked yet has no words.
  const isRead = unreadable === undefined && words !== null;
  const numbers = isRead ? [words, errors, warnings, infos, rate, ...(source.compared ? [grown ?? undefined] : [])] : [];
  const values = [name, ...numbers];
  return {
    ...{ place, name, href, digest, unreadable, findings, errors, grown, values, isRead },
    rules: new Set(rules),
    key: name.toLowerCase(),
  };
}

// How much of each is decided: readProgress() says it, in this browser's storage or by asking the server.
function showProgress() {
  for (const row of rows) row.values[COLUMNS.length] = row.decided === undefined ? undefined : row.decided / row.findings;
  const decided = rows.reduce((sum, row) => sum + (row.decided ?? 0), 0);
  byId("all-decided").textContent = `${grouped(decided)} of ${grouped(rows.reduce((sum, row) => sum + row.findings, 0))}`;
}

function offerRules() {
  const options = source.rules.map((rule, index) => made("option", rule, { value: index }));
  byId("rule").append(...options);
  for (const cell of document.querySelectorAll("#rules tbody th")) {
    const button = made("button", cell.textContent, {
      type: "button",
      class: "plain",
      title: "Show the documents where it was found",
    });
    button.addEventListener("click", () => showRule(button.textContent));
    cell.replaceChildren(button);
  }
}

function showRule(rule) {
  byId("rule").value = source.rules.indexOf(rule);
  filter();
  byId("documents-heading").scrollIntoView();
  byId("rule").focus();
}

function showAllRules(event) {
  byId("rules").classList.add("whole");
  event.target.remove();
}

// A first click puts the greatest number, or the first name, on top; a second turns the order round.
function offerSorting(header, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...header.childNodes);
  header.append(button);
  button.addEventListener("click", () => {
    const first = header.dataset.sort === "text" ? "ascending" : "descending";
    const second = first === "ascending" ? "descending" : "ascending";
    sort({ column, direction: header.getAttribute("aria-sort") === first ? second : first });
    filter();
  });
}

function sort({ column, direction }) {
  sorting = { column, direction };
  const sign = direction === "ascending" ? 1 : -1;
  rows.sort((one, other) => compare(one, other, column, sign) || one.place - other.place);
  headers.forEach((header, index) => {
    if (index === column) header.setAttribute("aria-sort", direction);
    else header.removeAttribute("aria-sort");
  });
}

// A document without the number (unreadable, empty, or new) stands last in both orders.
function compare(one, other, column, sign) {
  const [left, right] = [one.values[column], other.values[column]];
  if (column === 0) return sign * order.compare(left, right);
  const [missing, also] = [left === undefined, right === undefined];
  return missing || also ? missing - also : sign * (left - right);
}

function filter() {
  const query = byId("query").value.trim().toLowerCase();
  const hideClean = byId("hide-clean").checked;
  const rule = byId("rule").value;
  const fits = ONLY[byId("only").value];
  const fitting = rows.filter((row) => row.key.includes(query) && (!rule || row.rules.has(Number(rule))) && fits(row));
  shown = hideClean ? fitting.filter((row) => !isClean(row)) : fitting;
  byId("status").textContent = `${grouped(shown.length)} of ${grouped(rows.length)} shown`;
  body.replaceChildren(...shown.slice(0, BATCH).map(tableRow));
  offerMore();
  offerClean(fitting.length - shown.length);
  writeAddress();
}

function isClean(row) {
  return row.isRead && !row.findings;
}

function offerClean(folded) {
  byId("clean").hidden = !folded;
  byId("clean").textContent = `Show ${grouped(folded)} without findings`;
}

function unfoldClean() {
  const last = body.rows.length;
  byId("hide-clean").checked = false;
  filter();
  (body.rows[last] ?? body.rows[0])?.querySelector("a").focus();
}

// Only some rows stand in the page at a time: a table of thousands would take seconds to lay out.
function showMore() {
  const first = body.rows.length;
  body.append(...shown.slice(first, first + BATCH).map(tableRow));
  offerMore();
  body.rows[first].querySelector("a").focus();
}

function offerMore() {
  const left = shown.length - body.rows.length;
  byId("more").hidden = left <= 0;
  byId("more").textContent = `Show ${grouped(Math.min(left, BATCH))} more of ${grouped(left)}`;
}

function tableRow(entry) {
  const { name, href, values, unreadable, isRead, findings } = entry;
  const row = made("tr", "", { class: isRead ? (findings ? "" : "clean") : "unreadable" });
  const colspan = headers.length - 1;
  const head = made("th", "", { scope: "row" });
  head.append(made("a", name, { href, dir: "auto" }));
  row.append(head);
  if (isRead) row.append(...values.slice(1).map((value, column) => cell(value, column, entry)));
  else row.append(made("td", unreadable === undefined ? "Not checked yet" : `Could not be read: ${unreadable}`, { colspan }));
  return row;
}

function cell(value, column, row) {
  const missing = COLUMNS[column] === signed ? "new" : "–";
  const classes = `number${value === 0 ? " zero" : ""}${column === COLUMNS.length - 1 ? " decided" : ""}`;
  return made("td", value === undefined ? missing : COLUMNS[column](value, row), { class: classes });
}

function grouped(number) {
  return number.toLocaleString("en");
}

function decimal(number) {
  return number.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function signed(number) {
  return number > 0 ? `+${grouped(number)}` : number < 0 ? `−${grouped(-number)}` : "±0";
}

function made(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(name, value);
  return element;
}

// The address: #sort=2,descending&clean=shown&rule=…&only=worse&query=…

function writeAddress() {
  const values = new URLSearchParams();
  if (sorting) values.set("sort", `${sorting.column},${sorting.direction}`);
  if (!byId("hide-clean").checked) values.set("clean", "shown");
  if (byId("rule").value) values.set("rule", source.rules[byId("rule").value]);
  if (byId("only").value) values.set("only", byId("only").value);
  if (byId("query").value.trim()) values.set("query", byId("query").value.trim());
  const address = values.size ? `#${values}` : location.pathname + location.search;
  if (address !== location.hash) history.replaceState(null, "", address);
}

function readAddress() {
  const values = new URLSearchParams(location.hash.slice(1));
  const [column, direction] = (values.get("sort") ?? "").split(",");
  if (headers[column] && ["ascending", "descending"].includes(direction)) sort({ column: Number(column), direction });
  byId("hide-clean").checked = !values.has("clean");
  const rule = source.rules.indexOf(values.get("rule"));
  byId("rule").value = rule < 0 ? "" : rule;
  byId("only").value = values.get("only") ?? "";
  if (byId("only").selectedIndex < 0) byId("only").value = "";
  byId("query").value = values.get("query") ?? "";
  filter();
}
