// Decisions out of the page and into it: saved to a file, loaded from one; and the corrected text.

// As a file of decisions has them; reports/decisions.schema.json says what the keys mean.
function entryOf(finding) {
  const { id, rule, passage, before, after, start, decided } = finding;
  const { verdict, correction, reason, who } = decided;
  return {
    ...{ finding: id, rule, text: passage, before, after, start, decision: verdict },
    ...(changesText(decided) && { correction }),
    ...(reason && { reason }),
    ...(who && { who }),
  };
}

function decisionsFile() {
  const who = byId("who").value.trim();
  const head = {
    ...{ format: source.format, version: source.version, document: { path: source.path, sha256: source.digest } },
    ...(who && { who }),
  };
  const lines = findings.filter((finding) => finding.decided).map((finding) => `  ${JSON.stringify(entryOf(finding))}`);
  return `${JSON.stringify(head).slice(0, -1)},"decisions":[\n${lines.join(",\n")}\n]}\n`;
}

// A file of decisions

class FileError extends Error {}

function checkedFile(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new FileError(`not valid JSON: ${error.message}`);
  }
  // Of the decisions on many documents those on this one: on the same text, or else on one of this name.
  if (content?.format === source.format && Array.isArray(content.documents)) {
    const isHere = (one) => one?.document?.sha256 === source.digest;
    const isNamed = (one) => one?.document?.path === source.path;
    content = content.documents.find(isHere) ?? content.documents.find(isNamed);
    if (!content) throw new FileError("holds no decisions on this document");
  }
  if (content?.format !== source.format) throw new FileError("not a decisions file");
  if (content.version !== source.version) throw new FileError(`version ${content.version} is not known to this page`);
  if (!Array.isArray(content.decisions)) throw new FileError("decisions: not an array");
  content.decisions.forEach(checkEntry);
  return content;
}

function checkEntry(entry, index) {
  for (const key of ["finding", "rule", "text", "before", "after"]) {
    if (typeof entry?.[key] !== "string") throw new FileError(`decisions[${index}].${key}: not a string`);
  }
  for (const key of ["correction", "reason", "who"]) {
    if (!["string", "undefined"].includes(typeof entry[key])) throw new FileError(`decisions[${index}].${key}: not a string`);
  }
  if (!Object.hasOwn(VERDICTS, entry.decision)) throw new FileError(`decisions[${index}].decision: ${entry.decision} is none`);
  const hasCorrection = typeof entry.correction === "string";
  const isChange = changesText({ verdict: entry.decision });
  if (hasCorrection !== isChange)
    throw new FileError(`decisions[${index}].correction: ${hasCorrection ? "not for" : "missing for"} ${entry.decision}`);
}

// The findings that entries are about, with the decisions; and the entries that are about none here. The reviewer made
// those that name nobody.
function placed(content, reviewer) {
  const known = knownPlaces(content.document?.sha256 === source.digest);
  const decisions = new Map();
  const strangers = [];
  for (const entry of content.decisions) {
    const finding = known(entry);
    const { decision: verdict, correction, reason, who = reviewer } = entry;
    const change = correction === undefined ? {} : { correction };
    if (finding) decisions.set(finding, { verdict, ...change, ...(reason && { reason }), ...(who && { who }) });
    else strangers.push(entry);
  }
  return { decisions, strangers };
}

// By its id; in the same text by its place; else by passage and words around, where these stand once.
function knownPlaces(isSameText) {
  const byPlace = new Map(findings.map((finding) => [`${finding.rule}\n${finding.start}`, finding]));
  const byWords = Map.groupBy(findings, ({ rule, passage, before, after }) => [rule, evened(passage), before, after].join("\n"));
  return ({ finding: id, rule, text, before, after, start }) => {
    const same = findingById.get(id);
    if (same && same.rule === rule && evened(same.passage) === evened(text)) return same;
    if (isSameText && byPlace.has(`${rule}\n${start}`)) return byPlace.get(`${rule}\n${start}`);
    const alike = byWords.get([rule, evened(text), before, after].join("\n")) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  };
}

async function loadFile(event) {
  const [file] = event.target.files;
  if (!file) return;
  const filed = byId("filed");
  try {
    const content = checkedFile(await file.text());
    const isOwn = content.who === byId("who").value.trim();
    const { decisions, strangers } = placed(content, isOwn ? undefined : content.who);
    resolve(decisions, "Loaded", { onward: false });
    const lost = strangers.length
      ? ` ${counted(strangers.length, "decision")} found no place here, such as ${visible(strangers[0].text)}.`
      : "";
    filed.textContent = `${counted(decisions.size, "decision")} loaded from ${file.name}.${lost}`;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    filed.textContent = `${file.name}: ${error.message}`;
  }
  event.target.value = "";
  showDesk();
}

function saveFile(name, text, type) {
  const link = made("a", "", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  byId("filed").textContent = `${name} is saved where this browser puts downloads.`;
}

function fileName(ending) {
  const name = source.path === "-" ? "standard-input.txt" : source.path.split(/[\\/]/).pop();
  const [, stem, suffix] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? ["", "document", ""];
  return ending === "text" ? `${stem}.corrected${source.isText ? (suffix ?? "") : ".txt"}` : `${stem}.decisions.json`;
}
