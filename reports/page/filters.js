// Filters, which the address keeps. Nothing ticked in a field means everything.

const FIELDS = ["severity", "confidence", "kind", "speaker", "decision"];
const FOLDED = ["confidence", "kind", "speaker"];

const form = byId("filters");
// What else a finding must hold to to be shown, for pages that have more to ask.
const LIMITS = [];
const filters = { query: "", ...Object.fromEntries(FIELDS.map((field) => [field, new Set()])) };

function offerFilters() {
  form.hidden = !findings.length;
  offerValues("kind");
  offerValues("speaker");
  offerKnown();
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

// What kinds and speakers there are, the most frequent first.
function offerValues(field) {
  const counts = [...Map.groupBy(findings, (finding) => finding[field])].map(([value, some]) => [value, some.length]);
  const ordered = counts.toSorted(([one, some], [other, more]) => more - some || (one < other ? -1 : 1));
  const place = form.querySelector(`[data-field=${field}]`);
  place.append(...ordered.map(([value]) => option(field, value)));
  place.hidden = !ordered.length;
}

function option(field, value) {
  const label = made("label", "", { class: "chip" });
  const name = value === NOBODY ? "Nobody" : visible(value);
  label.append(made("input", "", { type: "checkbox", name: field, value }), made("span", name), " ", made("output"));
  return label;
}

// What no finding has is not offered.
function offerKnown() {
  for (const box of form.querySelectorAll("[name=severity], [name=confidence]")) {
    box.closest("label").hidden = !findings.some((finding) => finding[box.name] === box.value);
  }
}

// What is searched for no more leaves nothing out.
function emptyQuery() {
  byId("query").value = "";
  readFilters();
  filter();
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
  if (FOLDED.some((field) => filters[field].size)) byId("more").open = true;
}

function filter() {
  const counts = hideAndCount();
  for (const field of FIELDS) showCounts(field, counts.get(field));
  const shown = findings.filter((finding) => !finding.hidden).length;
  const told = `${grouped(shown)} of ${grouped(findings.length)} shown`;
  // What is written anew is read out anew.
  if (byId("status").textContent !== told) byId("status").textContent = told;
  byId("reset").hidden = !filters.query && FIELDS.every((field) => !filters[field].size);
  byId("nothing").hidden = shown > 0 || !findings.length;
  if (byId("none")) byId("none").hidden = findings.length > 0;
  if (selected?.hidden) select(null);
  else {
    showPosition();
    writeAddress();
  }
}

// Each finding is looked at once: those that one field alone leaves out are what another option of that field would show.
function hideAndCount() {
  const asked = FIELDS.filter((field) => filters[field].size);
  const counts = new Map(FIELDS.map((field) => [field, new Map()]));
  for (const finding of findings) {
    const against = asked.filter((field) => !filters[field].has(finding[field]));
    const isOut = !isWithin(finding);
    setHidden(finding, isOut || against.length > 0);
    if (isOut || against.length > 1) continue;
    for (const field of against.length ? against : FIELDS) {
      const some = counts.get(field);
      some.set(finding[field], (some.get(finding[field]) ?? 0) + 1);
    }
  }
  return counts;
}

// Whether it has what is searched for, and holds to the other limits.
function isWithin(finding) {
  return (!filters.query || finding.text.includes(filters.query)) && LIMITS.every((limit) => limit(finding));
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
  for (const place of finding.against) {
    place.classList.toggle("off", !shownAt(place).length);
    place.tabIndex = shownAt(place).length ? 0 : -1;
  }
}

// How many an option would show, the other fields being as they are.
function showCounts(field, counts) {
  for (const box of form.querySelectorAll(`[name=${field}]`)) {
    box.closest("label").querySelector("output").textContent = grouped(counts.get(box.value) ?? 0);
  }
}

// The address: #f-<id>&severity=error,warning&query=…

function writeAddress() {
  const parts = selected ? [`f-${selected.id}`] : [];
  for (const field of FIELDS) {
    if (filters[field].size) parts.push(`${field}=${[...filters[field]].map(encodeURIComponent).join(",")}`);
  }
  if (filters.query) parts.push(`query=${encodeURIComponent(filters.query)}`);
  const address = parts.length ? `#${parts.join("&")}` : location.pathname + location.search;
  // A browser lets an address be written only so often.
  if (address !== location.hash) history.replaceState(null, "", address);
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
