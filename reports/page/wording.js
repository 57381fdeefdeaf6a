// Shows decisions where they were made: in the text, where the mark reads as decided, and in the list.

const written = new WeakMap();

function showDecision(finding) {
  showInText(finding);
  showInList(finding);
}

function showInText(finding) {
  const marks = ownMarks(finding);
  for (const mark of finding.marks) if (!marks.includes(mark)) mark.classList.toggle("taken", changesText(finding.decided));
  marks.forEach((mark, place) => {
    restore(mark);
    mark.classList.toggle("last", place === marks.length - 1);
    if (!finding.decided) return delete mark.dataset.decision;
    mark.dataset.decision = finding.decision;
    if (hasOtherWording(finding)) reword(mark, place === 0 ? outcome(finding) : "");
  });
}

// The marks hold the first correction from the start.
function hasOtherWording(finding) {
  return changesText(finding.decided) && finding.decided.correction !== finding.corrections[0];
}

function reword(mark, wording) {
  const original = originalText(mark);
  written.set(mark, [...mark.childNodes]);
  mark.replaceChildren(...(original ? [piece("del", original)] : []), ...(wording ? [piece("ins", visible(wording))] : []));
}

function restore(mark) {
  if (!written.has(mark)) return;
  mark.replaceChildren(...written.get(mark));
  written.delete(mark);
}

function originalText(element) {
  return [...element.childNodes].map((node) => (node.nodeName === "INS" ? "" : node.textContent)).join("");
}

function piece(tag, text) {
  return made(tag, text, /^\s+$/.test(text) ? { "data-blank": blankSigns(text) } : {});
}

function blankSigns(blanks) {
  const breaks = blanks.split("\n").length - 1;
  return breaks > 1 ? "¶" : "␣".repeat(breaks ? 1 : blanks.length);
}

// What shows nothing, or steers how other letters are shown, as a sign; the same as in the text that the page came with.
const INVISIBLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

function visible(text) {
  return text.replace(/\r\n?/g, "\n").replace(INVISIBLE, sign);
}

// A byte that is not of its file's encoding stands as one of 128 halves of a surrogate pair.
function sign(character) {
  const code = character.codePointAt(0);
  const written = (number, digits) => number.toString(16).toUpperCase().padStart(digits, "0");
  return code >= 0xdc80 && code <= 0xdcff ? `⟦byte ${written(code - 0xdc00, 2)}⟧` : `⟦U+${written(code, 4)}⟧`;
}

function showInList(finding) {
  const { card, decided } = finding;
  for (const shown of card.querySelectorAll(":scope > :is(.state, .signed, .thread)")) shown.remove();
  if (!decided) return delete card.dataset.decision;
  card.dataset.decision = decided.verdict;
  const thread = decided.thread?.length ? [threadList(decided.thread)] : [];
  const who = signature(decided.who ?? byId("who").value.trim(), decided.when);
  // A comment says itself who made it when.
  const signed = decided.verdict === "commented" || !who ? [] : [made("small", who, { class: "signed" })];
  card.querySelector("b").after(made("p", stateText(finding), { class: `state verdict ${decided.verdict}` }), ...signed, ...thread);
  if (finding.own || thread.length) finding.rewritten();
}

function stateText({ decided, corrections }) {
  const isOther = changesText(decided) && decided.correction !== corrections[0];
  const wording = isOther ? `: ${decided.correction ? visible(decided.correction) : "deleted"}` : "";
  const who = decided.who ? ` by ${visible(decided.who)}` : "";
  return `${VERDICTS[decided.verdict]}${who}${wording}${decided.reason ? ` (${visible(decided.reason)})` : ""}`;
}
