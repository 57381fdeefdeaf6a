// Each change is accepted, rejected or left open; the result is the text that is left, or a Word file with the rest still
// tracked. Decisions stay in the browser, under the hash of both versions.

const VERDICTS = { accept: "accepted", reject: "rejected" };

const deciding = { verdicts: new Map(), buttons: null };
// Steps that were taken, and those that were taken back: each the verdicts before and after, by change.
const done = [];
const undone = [];

function offerDecisions() {
  const panel = byId("deciding");
  if (!panel) return;
  panel.hidden = false;
  deciding.buttons = makeVerdictButtons();
  byId("accept-shown").addEventListener("click", () => decideShown("accept"));
  byId("reject-shown").addEventListener("click", () => decideShown("reject"));
  byId("undecide").addEventListener("click", () => decide(changes, null));
  byId("undo").addEventListener("click", undo);
  byId("redo").addEventListener("click", redo);
  byId("save-text").addEventListener("click", () => save(`${fileStem()}.txt`, [resultText()], "text/plain;charset=utf-8"));
  byId("save-word").addEventListener("click", () => save(`${fileStem()}.docx`, [wordFile()], WORD_TYPE));
  for (const [number, verdict] of Object.entries(JSON.parse(recall(keptName()) ?? "{}"))) {
    const change = changeByNumber.get(Number(number));
    if (change && Object.hasOwn(VERDICTS, verdict)) deciding.verdicts.set(change, verdict);
  }
  for (const change of changes) showVerdict(change);
  countDecided();
}

function makeVerdictButtons() {
  const group = document.createElement("span");
  group.className = "verdicts";
  for (const [verdict, name, key] of [["accept", "Accept", "y"], ["reject", "Reject", "x"]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.title = `${name} this change (${key})`;
    button.dataset.verdict = verdict;
    button.setAttribute("aria-keyshortcuts", key);
    button.addEventListener("click", () => decideSelected(verdict));
    group.append(button);
  }
  return group;
}

// The same verdict again takes it back.
function decideSelected(verdict) {
  if (selected) decide([selected], verdictOf(selected) === verdict ? null : verdict);
}

function decideShown(verdict) {
  decide(changes.filter((change) => change.isShown), verdict);
}

// One step, however many changes it decides on.
function decide(some, verdict) {
  const after = new Map(some.filter((change) => verdictOf(change) !== verdict).map((change) => [change, verdict]));
  if (!after.size) return tell("Nothing changed.");
  const before = new Map([...after.keys()].map((change) => [change, verdictOf(change)]));
  done.push({ before, after });
  undone.length = 0;
  settle(after, `${told(after)}.`);
}

function undo() {
  const step = done.pop();
  if (!step) return;
  undone.push(step);
  settle(step.before, `Undone: ${told(step.after)}.`, step);
}

function redo() {
  const step = undone.pop();
  if (!step) return;
  done.push(step);
  settle(step.after, `Redone: ${told(step.after)}.`, step);
}

function told(verdicts) {
  const [verdict] = verdicts.values();
  const what = verdicts.size === 1 ? "1 change" : `${grouped(verdicts.size)} changes`;
  return `${what} ${verdict ? VERDICTS[verdict] : "undecided"}`;
}

// A step that is taken back or again is shown where it was taken.
function settle(verdicts, text, step) {
  for (const [change, verdict] of verdicts) {
    if (verdict) deciding.verdicts.set(change, verdict);
    else deciding.verdicts.delete(change);
    showVerdict(change);
  }
  if (step?.after.size === 1) select([...step.after.keys()][0], { focus: !document.activeElement.closest("#deciding") });
  remember(keptName(), JSON.stringify(Object.fromEntries([...deciding.verdicts].map(([change, kept]) => [change.number, kept]))));
  countDecided();
  tell(text);
}

// For those who hear the page.
function tell(text) {
  byId("said").textContent = text;
}

function verdictOf(change) {
  return deciding.verdicts.get(change) ?? null;
}

function showVerdict(change) {
  const verdict = verdictOf(change);
  for (const element of [change.card, ...change.marks]) {
    for (const [each, name] of Object.entries(VERDICTS)) element.classList.toggle(name, each === verdict);
  }
  if (change === selected) showButtons(change);
}

// The buttons stand in the card of the change that is selected, so that a long list has no thousand of them.
function showButtons(change) {
  if (!deciding.buttons) return;
  change.card.append(deciding.buttons);
  for (const button of deciding.buttons.children) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdictOf(change)));
  }
}

function hideButtons() {
  deciding.buttons?.remove();
}

function countDecided() {
  byId("decided").textContent = `${grouped(deciding.verdicts.size)} of ${grouped(changes.length)} decided`;
  byId("undo").disabled = !done.length;
  byId("redo").disabled = !undone.length;
  byId("undecide").disabled = !deciding.verdicts.size;
}

function keptName() {
  return `changes:${byId("document").dataset.digest}`;
}

function fileStem() {
  return byId("document").dataset.name.replace(/\.[^.]*$/, "") || "text";
}

function save(name, parts, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// What is left

// A stretch of a row: its text, whether it is of the old version, the new one or both, and whose change it is.
function stretchesOf(row) {
  return [...row.inline.childNodes].flatMap((node) => stretchesOfNode(node));
}

function stretchesOfNode(node) {
  if (node.nodeType === Node.TEXT_NODE) return [{ text: node.data, isOld: true, isNew: true, change: null }];
  if (!(node instanceof Element)) return [];
  if (node.matches(".moved")) {
    const text = [...node.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE).map((each) => each.data).join("");
    return [{ text, isOld: node.matches("del"), isNew: node.matches("ins"), change: changeAt(node) }];
  }
  if (node.matches(".mark")) {
    const change = changeAt(node);
    return [...node.querySelectorAll("del:not(.end), ins:not(.end)")].map((part) => {
      return { text: part.textContent, isOld: part.matches("del"), isNew: part.matches("ins"), change };
    });
  }
  return [{ text: node.textContent, isOld: true, isNew: true, change: null }];
}

// Where a paragraph begins: in the old version, in the new one, and whose change it is where they differ.
function beginningOf(row, before) {
  const isOld = row.inline.dataset.was !== undefined;
  const isNew = row.inline.dataset.paragraph !== undefined;
  if (isOld === isNew) return { isOld, isNew, change: null };
  const ends = [before, row].flatMap((each) => (each ? [...each.inline.querySelectorAll(".mark:has(.end)")] : []));
  const marks = [...row.inline.querySelectorAll(".mark, .moved")];
  const mark = ends.at(-1) ?? marks[0];
  return { isOld, isNew, change: mark ? changeAt(mark) : null };
}

// "kept", "gone", or what Word tracks: "del", "ins".
function fateOf({ isOld, isNew, change }, isTracked) {
  if (isOld && isNew) return "kept";
  const verdict = (change && verdictOf(change)) ?? (isTracked ? null : "accept");
  if (verdict === null) return isOld ? "del" : "ins";
  return (verdict === "accept") === isNew ? "kept" : "gone";
}

// The paragraphs that are left: each with its stretches, which end in the fate of the paragraph's own end.
function resultParagraphs(isTracked) {
  const paragraphs = [];
  rows.forEach((row, index) => {
    const beginning = beginningOf(row, rows[index - 1]);
    const fate = index === 0 ? "kept" : beginning.isOld || beginning.isNew ? fateOf(beginning, isTracked) : "gone";
    const stretches = stretchesOf(row)
      .map((stretch) => ({ ...stretch, fate: fateOf(stretch, isTracked) }))
      .filter((stretch) => stretch.fate !== "gone" && stretch.text !== "");
    if (fate === "gone" && paragraphs.length) {
      const last = paragraphs.at(-1).stretches;
      const isParted = !last.length || !stretches.length || /\s$/.test(last.at(-1).text) || /^\s/.test(stretches[0].text);
      if (!isParted) last.push({ text: " ", fate: "kept", change: null });
      last.push(...stretches);
      return;
    }
    if (paragraphs.length) paragraphs.at(-1).stretches.push(...joint(beginning.change, fate));
    if (paragraphs.length) Object.assign(paragraphs.at(-1), { end: fate, endChange: beginning.change });
    if (stretches.length) stretches[0].text = stretches[0].text.trimStart();
    paragraphs.push({ stretches, isHeading: row.inline.matches("h3"), end: "kept", endChange: null });
  });
  for (const { stretches } of paragraphs) trimEnds(stretches);
  return paragraphs;
}

// Blanks at the end of a paragraph are nothing, in either version; one that both have stays where words of one follow.
function trimEnds(stretches) {
  for (const fate of ["del", "ins"]) {
    const last = stretches.findLast((stretch) => (stretch.fate === fate || stretch.fate === "kept") && stretch.text);
    if (last && (last.fate === fate || last === stretches.at(-1)) && !last.isJoint) last.text = last.text.trimEnd();
  }
}

// Where a paragraph was divided or two were joined, a blank parts the words once that is taken back or accepted.
function joint(change, fate) {
  const isDivided = change?.kind === "split" || change?.kind === "merge";
  return isDivided && fate !== "kept" ? [{ text: " ", fate: fate === "ins" ? "del" : "ins", change, isJoint: true }] : [];
}

function resultText() {
  const texts = resultParagraphs(false).map(({ stretches }) => stretches.map(({ text }) => text).join(""));
  return `${texts.map((each) => each.replace(/[ \t]+/g, " ").trim()).filter(Boolean).join("\n\n")}\n`;
}
