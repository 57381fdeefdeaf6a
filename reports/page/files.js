// Decisions out of the page and into it: saved to a file, loaded from one; and the corrected text.

// As a file of decisions has them; reports/decisions.schema.json says what the keys mean.
function entryOf(finding) {
  const { id, rule, passage, around, start, decided } = finding;
  const { verdict, correction, reason, who, when: time, thread } = decided;
  return {
    ...{ finding: id, rule, text: passage, ...around, start, decision: verdict },
    ...(changesText(decided) && { correction }),
    ...(reason && { reason }),
    ...(who && { who }),
    ...(time && { when: time }),
    ...(thread?.length && { thread }),
  };
}

// Decisions that were loaded and have no place here, as their file has them, each with the line that it stands on there. They
// are told, and saved with the others.
const strangers = new Map();
const STRANGERS = `strangers-${source.digest}`;

function keepStrangers(entries, file = "") {
  for (const { entry, line } of entries) {
    const text = JSON.stringify(entry);
    if (!strangers.has(text)) strangers.set(text, line ? `${file}, line ${line}` : file);
  }
  showStrangers();
}

function recallStrangers() {
  for (const [text, origin] of JSON.parse(recall(STRANGERS) ?? "[]")) strangers.set(text, origin);
  showStrangers();
}

function showStrangers() {
  remember(STRANGERS, strangers.size ? JSON.stringify([...strangers]) : null);
  byId("strangers").hidden = !strangers.size;
  byId("strangers-count").textContent = counted(strangers.size, "decision");
  byId("strangers-list").replaceChildren(
    ...[...strangers].map(([text, origin]) => made("li", visible(`${strangerText(JSON.parse(text))}${origin ? ` (${origin})` : ""}`))),
  );
}

function strangerText({ rule, text, decision, correction, who, thread }) {
  const said = correction === undefined ? (thread?.at(-1)?.text ?? "") : correction || "nothing";
  const verdict = `${VERDICTS[decision].toLowerCase()}${who ? ` by ${who}` : ""}`;
  return `${quotedShort(text) || "a place"}${said ? ` → ${quotedShort(said)}` : ""}, ${verdict}, ${rule}`;
}

function leaveStrangers() {
  strangers.clear();
  showStrangers();
  keep();
}

function decisionsFile() {
  const who = byId("who").value.trim();
  const head = {
    ...{ format: source.format, version: source.version, document: { path: source.path, sha256: source.digest } },
    ...(who && { who }),
  };
  const own = findings.filter((finding) => finding.decided).map((finding) => JSON.stringify(entryOf(finding)));
  const lines = [...own, ...strangers.keys()].map((line) => `  ${line}`);
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
  let list = 0;
  if (content?.format === source.format && Array.isArray(content.documents)) {
    const isHere = (one) => one?.document?.sha256 === source.digest;
    const isNamed = (one) => one?.document?.path === source.path;
    const some = content.documents;
    content = some.find(isHere) ?? some.find(isNamed);
    if (!content) throw new FileError("holds no decisions on this document");
    list = some.slice(0, some.indexOf(content)).filter((one) => Array.isArray(one?.decisions)).length;
  }
  if (content?.format !== source.format) throw new FileError("not a decisions file");
  if (content.version !== 1 && content.version !== source.version) throw new FileError(`version ${content.version} is not known to this page`);
  if (!Array.isArray(content.decisions)) throw new FileError("decisions: not an array");
  // What is damaged is told, each by its line, and the others hold.
  const lines = entryLines(text)[list] ?? [];
  const faults = content.decisions.map(faultOf).map((fault, index) => fault && `line ${lines[index]}: ${fault}`).filter(Boolean);
  const whole = content.decisions.map((entry, index) => ({ entry, line: lines[index] })).filter(({ entry }, index) => !faultOf(entry, index));
  return { ...content, decisions: whole.map(({ entry }) => entry), lines: new Map(whole.map(({ entry, line }) => [entry, line])), faults };
}

// On which lines of a JSON text the elements of each array "decisions" begin.
function entryLines(text) {
  const lists = [];
  const open = [];
  let [line, reached, key] = [1, 0, ""];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},:"]+/gs)) {
    const around = open.at(-1);
    for (; reached < index; reached += 1) if (text[reached] === "\n") line += 1;
    if (around?.isNext && token !== "]" && token !== ",") {
      around.lines?.push(line);
      around.isNext = false;
    }
    if (token === "[") open.push({ lines: key === '"decisions"' ? (lists.push([]), lists.at(-1)) : null, isNext: true });
    else if (token === "{") open.push({});
    else if (token === "]" || token === "}") open.pop();
    else if (token === "," && around?.isNext === false) around.isNext = true;
    key = token;
  }
  return lists;
}

function faultOf(entry, index) {
  try {
    checkEntry(entry, index);
    return "";
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.message;
  }
}

function checkEntry(entry, index) {
  for (const key of ["finding", "rule", "text", "before", "after"]) {
    if (typeof entry?.[key] !== "string") throw new FileError(`decisions[${index}].${key}: not a string`);
  }
  for (const key of ["correction", "reason", "who"]) {
    if (!["string", "undefined"].includes(typeof entry[key])) throw new FileError(`decisions[${index}].${key}: not a string`);
  }
  if (!["string", "undefined"].includes(typeof entry.when)) throw new FileError(`decisions[${index}].when: not a string`);
  const notes = entry.thread ?? [];
  if (!Array.isArray(notes) || notes.some((note) => typeof note?.text !== "string"))
    throw new FileError(`decisions[${index}].thread: not an array of notes`);
  if (entry.decision === "commented" && !notes.length) throw new FileError(`decisions[${index}].thread: missing`);
  if (!Object.hasOwn(VERDICTS, entry.decision)) throw new FileError(`decisions[${index}].decision: ${entry.decision} is none`);
  const hasCorrection = typeof entry.correction === "string";
  const isChange = changesText({ verdict: entry.decision });
  if (hasCorrection !== isChange)
    throw new FileError(`decisions[${index}].correction: ${hasCorrection ? "not for" : "missing for"} ${entry.decision}`);
}

// The findings that entries are about, with the decisions; and the entries that are about none here, with their lines. The reviewer made
// those that name nobody.
function placed(content, reviewer) {
  const known = knownPlaces(content.document?.sha256 === source.digest);
  const decisions = new Map();
  const unplaced = [];
  for (const entry of content.decisions) {
    const finding = known(entry) ?? (entry.rule === OWN ? remarkOf(entry, content.document?.sha256 === source.digest) : undefined);
    const { decision: verdict, correction, reason, who = reviewer, when: time, thread } = entry;
    const change = correction === undefined ? {} : { correction };
    const signed = { ...(reason && { reason }), ...(who && { who }), ...(time && { when: time }), ...(thread && { thread }) };
    if (finding) decisions.set(finding, { verdict, ...change, ...signed });
    else unplaced.push({ entry: who ? { ...entry, who } : entry, line: content.lines?.get(entry) });
  }
  return { decisions, unplaced };
}

// What a reviewer saw, where it was; in another text where its words stand between the same words, once.
function remarkOf({ finding: id, text, before, after, start }, isSameText) {
  const place = isSameText && start !== undefined ? codeUnits(start) : placeOfWords(text, before, after);
  if (place === undefined || !source.text.startsWith(text, place)) return undefined;
  return newRemark([place, place + text.length], /^[\w-]{1,64}$/.test(id) ? id : newId());
}

// Both sides tell a place surest, then the words before it, then those after.
function placeOfWords(text, before, after) {
  if (!text) return pointBetween(before, after);
  const places = [];
  for (let place = source.text.indexOf(text); place >= 0; place = source.text.indexOf(text, place + 1)) {
    places.push({ place, ...wordsAround([place, place + text.length]) });
  }
  const sides = [
    (around) => around.before === before && around.after === after,
    (around) => before && around.before === before,
    (around) => after && around.after === after,
  ];
  return sides.map((fits) => places.filter(fits)).find((found) => found.length === 1)?.[0].place;
}

// By its id; in the same text by its place; else by passage and words around, where these stand once.
function knownPlaces(isSameText) {
  const byPlace = new Map(findings.map((finding) => [`${finding.rule}\n${finding.start}`, finding]));
  const wordsOfAll = () => Map.groupBy(findings, ({ rule, words, around }) => [rule, words, around.before, around.after].join("\n"));
  let byWords;
  return ({ finding: id, rule, text, before, after, start }) => {
    const same = findingById.get(id);
    if (same && same.rule === rule && same.words === evened(text)) return same;
    if (isSameText && byPlace.has(`${rule}\n${start}`)) return byPlace.get(`${rule}\n${start}`);
    byWords ??= wordsOfAll();
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
    const { decisions, unplaced } = placed(content, isOwn ? undefined : content.who);
    keepStrangers(unplaced, file.name);
    resolve(decisions, "Loaded", { onward: false, isWhole: true });
    filed.replaceChildren(
      `${counted(decisions.size, "decision")} loaded from ${file.name}.${unplaced.length ? ` ${counted(unplaced.length, "decision")} found no place here: listed below, and kept in the file that you save.` : ""}`,
      ...(isForThis(content) ? [] : [made("p", `They were made for ${visible(content.document?.path ?? "another document")}, or another version of this.`)]),
      ...content.faults.map((fault) => made("p", visible(`Left out: ${fault}`))),
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    filed.textContent = `${file.name}: ${error.message}`;
  }
  event.target.value = "";
  showDesk();
}

function pointBetween(before, after) {
  const free = (words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(" ", "\\s+");
  const found = [...source.text.matchAll(new RegExp(`${free(before)}(?=${free(after)})`, "gu"))];
  return found.length === 1 ? found[0].index + found[0][0].length : undefined;
}

function isForThis(content) {
  return content.document?.sha256 === source.digest;
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
