// What the page holds of its findings: their entries in the list, their marks in the text, their places in the document.

// Stands for the speaker where nobody speaks.
const NOBODY = "–";
const NARROW = matchMedia("(max-width: 62rem)");


// What is dear to know of a finding is found out when it is asked for.
class Finding {
  #known = {};
  marks = [];
  against = [];
  overlapping = [];
  hidden = false;
  decided = null;

  constructor(told) {
    Object.assign(this, told);
  }

  get decision() {
    return this.decided?.verdict ?? "undecided";
  }

  get start() {
    return (this.#known.start ??= codePoints(this.at[0]));
  }

  get passage() {
    return (this.#known.passage ??= source.text.slice(...this.at));
  }

  // Its words, however they are wrapped.
  get words() {
    return (this.#known.words ??= evened(this.passage));
  }

  get around() {
    return (this.#known.around ??= wordsAround(this.at));
  }

  get alike() {
    return (this.#known.alike ??= [this.rule, this.words, this.corrections[0] ?? ""].join("\n"));
  }

  get wording() {
    return (this.#known.wording ??= this.card.querySelector("b").textContent);
  }

  // What a search looks in.
  get text() {
    return (this.#known.text ??= plain(this.card.textContent));
  }

  rewritten() {
    delete this.#known.text;
  }
}

const findings = [...document.querySelectorAll("#list > li")].map(readFinding);
const findingById = new Map(findings.map((finding) => [finding.id, finding]));
gatherMarks();
gatherOverlaps();

function readFinding(card, index) {
  const [rule, start, length, corrections, severity, confidence, speaker] = source.findings[index];
  const [name, kind] = source.rules[rule];
  return new Finding({
    ...{ id: card.id.slice(2), index, card, rule: name, kind, corrections, at: [start, start + length], own: false },
    severity: source.severities[severity],
    confidence: source.confidences[confidence],
    speaker: source.speakers[speaker],
  });
}

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

// As Python's split() and join() do it, whose blanks are these.
function evened(text) {
  return text
    .split(/[\s\x1c-\x1f\x85]+/)
    .filter(Boolean)
    .join(" ");
}

function gatherMarks() {
  for (const mark of document.querySelectorAll("#document a.mark")) {
    for (const id of findingIds(mark)) findingById.get(id).marks.push(mark);
  }
  for (const place of document.querySelectorAll("#document [data-against]")) {
    for (const finding of heldAgainst(place)) finding.against.push(place);
  }
}

// The findings that a passage of the source is what they are held against.
function heldAgainst(place) {
  return place.dataset.against.split(" ").map((id) => findingById.get(id));
}

// The finding a mark belongs to, then the others over the same text.
function findingIds(mark) {
  return [mark.getAttribute("href").slice(3), ...(mark.dataset.under?.split(" ") ?? [])];
}

function ownMarks(finding) {
  return finding.marks.filter((mark) => findingIds(mark)[0] === finding.id);
}

// Of two that overlap only one can be carried out. Findings stand in order of their places.
function gatherOverlaps() {
  findings.forEach((finding, index) => {
    for (let next = index + 1; next < findings.length && findings[next].at[0] <= finding.at[1]; next += 1) {
      if (!overlap(finding.at, findings[next].at)) continue;
      finding.overlapping.push(findings[next]);
      findings[next].overlapping.push(finding);
    }
  });
}

// A place without length overlaps what it lies strictly inside, and its like.
function overlap([start, end], [from, to]) {
  if (start === end || from === to)
    return (start === from && end === to) || (start < from && to < end) || (from < start && end < to);
  return start < to && from < end;
}

function grouped(number) {
  return number.toLocaleString("en");
}

function counted(number, noun) {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

// For those who hear the page.
function say(text) {
  byId("said").textContent = text;
}

// An element with its text and attributes: made("button", "Save", { type: "button" }).
function made(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
