// The ways to a remark: words are selected in the text, or looked for in a dialog; then it is said what is to be done with them.

const bar = byId("chosen");
const remarking = byId("remark");
const ASKED = {
  correct: "Write instead",
  before: "Insert before these words",
  after: "Insert after these words",
  comment: "Comment",
};
let chosenPlace = null;

function startRemarking() {
  document.addEventListener("selectionchange", showBar);
  bar.addEventListener("click", ({ target }) => act(target.closest("button")?.dataset.act));
  // A press on a button must not let go of the words that are selected.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  byId("remark-button").addEventListener("click", () => act("correct"));
  remarking.querySelector("form").addEventListener("submit", saveRemark);
  remarking.addEventListener("change", (event) => event.target.name === "act" && askFor(event.target.value));
  byId("remark-cancel").addEventListener("click", () => remarking.close());
  byId("remark-words").addEventListener("input", findWords);
  byId("remark-place").addEventListener("change", choosePlace);
  byId("remark-text").addEventListener("input", previewRemark);
}

function showBar() {
  const place = remarking.open ? null : selectedPlace();
  bar.hidden = !place;
  if (!place || NARROW.matches) return;
  const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
  bar.style.setProperty("--left", `${Math.max(8, Math.min(box.left, window.innerWidth - bar.offsetWidth - 8)) + window.scrollX}px`);
  bar.style.setProperty("--top", `${box.bottom + window.scrollY + 8}px`);
}

// What is asked for of the words that are selected; of none, the dialog asks for them.
function act(name) {
  if (!name) return;
  chosenPlace = selectedPlace();
  if (name === "delete" && chosenPlace) return put(chosenPlace.at, { verdict: "edited", correction: "" });
  openRemarking(name);
}

function openRemarking(name) {
  byId("remark-find").hidden = Boolean(chosenPlace);
  byId("remark-words").value = "";
  findWords();
  remarking.querySelector(`[value=${name}]`).checked = true;
  byId("remark-note").value = "";
  bar.hidden = true;
  remarking.showModal();
  askFor(name);
  if (byId("remark-find").hidden) byId("remark-text").focus();
  else byId("remark-words").focus();
  if (name === "correct" && chosenPlace) byId("remark-text").select();
}

function askFor(name) {
  byId("remark-asked").textContent = ASKED[name];
  byId("remark-noted").hidden = name === "comment";
  byId("remark-text").value = name === "correct" && chosenPlace ? source.text.slice(...chosenPlace.at).replace(/\r\n?/g, "\n") : "";
  previewRemark();
}

function findWords() {
  const words = evened(byId("remark-words").value);
  const pattern = words.split(" ").map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
  const found = words ? [...source.text.matchAll(new RegExp(pattern, "giu"))].slice(0, 200) : [];
  byId("remark-place").replaceChildren(
    ...found.map((match, index) => {
      const at = [match.index, match.index + match[0].length];
      const { before, after } = wordsAround(at);
      return made("option", `${index + 1}: … ${visible(evened(`${before}${match[0]}${after}`))} …`, { value: at.join(" ") });
    }),
  );
  byId("remark-found").textContent = words ? `${counted(found.length, "place")}.` : "";
  if (!byId("remark-find").hidden) choosePlace();
}

function choosePlace() {
  const [start, end] = byId("remark-place").value.split(" ").map(Number);
  chosenPlace = byId("remark-place").value ? { index: passageAt(start), at: [start, end] } : null;
  askFor(actChosen());
}

function actChosen() {
  return remarking.querySelector("[name=act]:checked").value;
}

function previewRemark() {
  byId("remark-save").disabled = !chosenPlace;
  const preview = byId("remark-preview");
  if (!chosenPlace) return preview.replaceChildren();
  const { at, correction } = asked();
  const { before, after } = wordsAround(at);
  const old = visible(source.text.slice(...at));
  const pieces = [`… ${visible(before)}`];
  if (correction === undefined || correction === source.text.slice(...at)) pieces.push(made("mark", old));
  else pieces.push(...(old ? [piece("del", old)] : []), ...(correction ? [piece("ins", visible(correction))] : []));
  preview.replaceChildren(...pieces, `${visible(after)} …`);
}

// Where something is to be done, and what is to stand there; none for a comment.
function asked() {
  const { at } = chosenPlace;
  const written = byId("remark-text").value;
  const name = actChosen();
  if (name === "comment") return { at };
  if (name === "correct") return { at, correction: written.replaceAll("\n", source.text.includes("\r\n") ? "\r\n" : "\n") };
  const place = name === "before" ? at[0] : at[1];
  return { at: [place, place], correction: spaced(written, name) };
}

// Words are parted from their neighbours; marks and blanks stand as they were typed.
function spaced(text, side) {
  if (!text.trim() || /^\s|\s$/.test(text)) return text;
  if (side === "before") return /[\p{L}\p{N}.,;:!?)”’"]$/u.test(text) ? `${text} ` : text;
  return /^[\p{L}\p{N}(“‘"]/u.test(text) ? ` ${text}` : text;
}

function saveRemark(event) {
  event.preventDefault();
  if (!chosenPlace) return;
  const { at, correction } = asked();
  const said = byId(actChosen() === "comment" ? "remark-text" : "remark-note").value.trim();
  const thread = said ? { thread: [newNote(said)] } : {};
  const isChange = correction !== undefined && correction !== source.text.slice(...at);
  if (!isChange && !said) return byId("remark-text").focus();
  remarking.close();
  put(at, isChange ? { verdict: "edited", correction, ...thread } : { verdict: "commented", ...thread });
}

// On a remark that stands at the same place already it is decided anew; on a finding of a rule too.
function put(at, decided) {
  const same = findings.find((finding) => finding.at[0] === at[0] && finding.at[1] === at[1] && at[0] < at[1]);
  const finding = same ?? newRemark(at);
  const blocked = changesText(decided) && findings.find((other) => other !== finding && overlap(other.at, at) && changesText(other.decided));
  if (blocked) return say(`Overlaps ${blocked.wording}, which is decided on: take that back first.`);
  window.getSelection().removeAllRanges();
  bar.hidden = true;
  resolve(new Map([[finding, same ? { ...decided, thread: [...(same.decided?.thread ?? []), ...(decided.thread ?? [])] } : decided]]), VERDICTS[decided.verdict], { onward: false });
  if (finding.isThere !== false) select(finding, { focus: true });
}
