// Sorts and filters the documents, and keeps both in the address. The table is complete without this script.

const byId = (id) => document.getElementById(id);
const body = document.querySelector("#documents tbody");
const headers = [...document.querySelectorAll("#documents thead th")];
const rows = [...body.rows].map(readRow);
const order = new Intl.Collator("en", { numeric: true });
let sorting = null;

start();

function start() {
  byId("filters").hidden = false;
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("query").addEventListener("input", filter);
  byId("hide-clean").addEventListener("input", filter);
  byId("state")?.addEventListener("input", filter);
  headers.forEach(offerSorting);
  offerThemes(byId("theme"));
  window.addEventListener("hashchange", readAddress);
  readAddress();
}

function readRow(row, place) {
  const cells = [...row.cells].map((cell) => cell.textContent);
  const values = cells.map((text, column) => (isText(column) ? text : Number.parseFloat(text.replaceAll(",", ""))));
  const name = cells.filter((_, column) => isText(column)).join("\n").toLowerCase();
  return { row, place, values, name, clean: row.classList.contains("clean"), state: row.dataset.state };
}

function isText(column) {
  return headers[column].dataset.sort === "text";
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
    writeAddress();
  });
}

function sort({ column, direction }) {
  sorting = { column, direction };
  const sign = direction === "ascending" ? 1 : -1;
  const sorted = rows.toSorted((one, other) => compare(one, other, column, sign) || one.place - other.place);
  body.append(...sorted.map(({ row }) => row));
  headers.forEach((header, index) => {
    if (index === column) header.setAttribute("aria-sort", direction);
    else header.removeAttribute("aria-sort");
  });
}

// A document without the number (unreadable, or empty) stands last in both orders.
function compare(one, other, column, sign) {
  const [left, right] = [one.values[column], other.values[column]];
  if (isText(column)) return sign * order.compare(left, right);
  const [missing, also] = [left === undefined || Number.isNaN(left), right === undefined || Number.isNaN(right)];
  return missing || also ? missing - also : sign * (left - right);
}

function filter() {
  const query = byId("query").value.trim().toLowerCase();
  const hideClean = byId("hide-clean").checked;
  const wanted = byId("state")?.value;
  let shown = 0;
  for (const { row, name, clean, state } of rows) {
    row.hidden = (hideClean && clean) || (wanted && state !== wanted) || !name.includes(query);
    shown += row.hidden ? 0 : 1;
  }
  byId("status").textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
  writeAddress();
}

// The address: #sort=2,descending&hide-clean=1&state=changed&query=…

function writeAddress() {
  const values = new URLSearchParams();
  if (sorting) values.set("sort", `${sorting.column},${sorting.direction}`);
  if (byId("hide-clean").checked) values.set("hide-clean", "1");
  if (byId("state")?.value) values.set("state", byId("state").value);
  if (byId("query").value.trim()) values.set("query", byId("query").value.trim());
  history.replaceState(null, "", values.size ? `#${values}` : location.pathname + location.search);
}

function readAddress() {
  const values = new URLSearchParams(location.hash.slice(1));
  const [column, direction] = (values.get("sort") ?? "").split(",");
  if (headers[column] && ["ascending", "descending"].includes(direction)) sort({ column: Number(column), direction });
  byId("hide-clean").checked = values.has("hide-clean");
  if (byId("state")) byId("state").value = values.get("state") ?? "";
  byId("query").value = values.get("query") ?? "";
  filter();
}
