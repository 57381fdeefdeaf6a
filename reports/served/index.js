// The table of a batch that is being checked and decided on: the review server says how far both are.

const INTERVAL = 2_000;
let count = 0;
let decisions = {};
let isAsking = false;

function readProgress() {
  for (const row of rows) row.decided = row.isRead ? Math.min(decisions[row.place] ?? 0, row.findings) : undefined;
  showProgress();
  if (!count) byId("all-decided").textContent = "…";
  void fetchProgress();
}

function startServing() {
  offerWriting("/proposals", fetchProgress);
  if (location.search === "?all-decided") byId("all-done").textContent = "Everything is decided.";
  setInterval(() => document.hidden || fetchProgress(), INTERVAL);
}

async function fetchProgress() {
  if (isAsking) return;
  isAsking = true;
  try {
    takeProgress(await ask(`/progress?after=${count}`));
    byId("halted").hidden = true;
  } catch (error) {
    const isElsewhere = error instanceof Refused && error.status === 403;
    if (isElsewhere) showHalt("The address has changed: open the one that qa review has printed.");
    else if (error instanceof Refused) showHalt(error.message);
    else if (isLost(error)) showHalt("No review answers at this address: qa review is not running, or its address has changed.");
  } finally {
    isAsking = false;
  }
}

function takeProgress(news) {
  const isNews = news.count !== count || JSON.stringify(news.decided) !== JSON.stringify(decisions);
  ({ count, decided: decisions } = news);
  if (!isNews) return;
  addRules(news.rules);
  const byPlace = new Map(rows.map((row, index) => [row.place, index]));
  for (const [place, content] of news.rows) rows[byPlace.get(place)] = readRow(content, place);
  for (const row of rows) row.decided = row.isRead ? Math.min(decisions[row.place] ?? 0, row.findings) : undefined;
  showProgress();
  showTotals();
  // The order stays as it is while somebody reads; a click on a heading sorts anew.
  const focused = document.activeElement?.closest("#documents tbody a")?.getAttribute("href");
  const shownBefore = body.rows.length;
  filter();
  while (body.rows.length < Math.min(shownBefore, shown.length)) body.append(tableRow(shown[body.rows.length]));
  offerMore();
  if (focused) [...body.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}

function addRules(rules) {
  for (const rule of rules.slice(source.rules.length)) {
    byId("rule").append(made("option", rule, { value: source.rules.length || "0" }));
    source.rules.push(rule);
  }
}

function showTotals() {
  const sum = (value) => rows.reduce((total, row) => total + (value(row) ?? 0), 0);
  const checked = rows.filter((row) => row.isRead || row.unreadable !== undefined).length;
  const [words, findings] = [sum((row) => row.values[1]), sum((row) => row.findings)];
  byId("checked").textContent = `${grouped(checked)} of ${grouped(rows.length)}`;
  byId("found").textContent = grouped(findings);
  // What is not checked yet may have been decided on before.
  const settled = grouped(sum((row) => row.decided));
  byId("settled").textContent = checked < rows.length ? (checked ? `${settled} so far` : "…") : settled;
  if (checked < rows.length) byId("all-decided").textContent = "…";
  const totals = [words, ...[2, 3, 4].map((column) => sum((row) => row.values[column]))].map(grouped);
  const cells = byId("totals").querySelectorAll("td");
  [...totals, words ? decimal((1000 * findings) / words) : "–"].forEach((text, index) => (cells[index].textContent = text));
}
