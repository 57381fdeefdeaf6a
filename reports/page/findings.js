// What the page holds of its findings: their entries in the list, their marks in the text, their places in the document.

const NARROW = matchMedia("(max-width: 62rem)");

const byId = (id) => document.getElementById(id);
const source = byId("data") ? JSON.parse(byId("data").textContent) : { text: "", passages: [], findings: [] };
const findings = [...document.querySelectorAll("#list > li")].map(readFinding);
const findingById = new Map(findings.map((finding) => [finding.id, finding]));
gatherMarks();
gatherOverlaps();

function readFinding(card, index) {
  const { severity, confidence, kind } = card.dataset;
  const { id, rule, start, at, before, after, corrections, speaker } = source.findings[index];
  const passage = source.text.slice(...at);
  return {
    ...{ id, index, card, rule, severity, confidence, kind, speaker, start, at, before, after, corrections, passage },
    alike: [rule, evened(passage), corrections[0] ?? ""].join("\n"),
    text: plain(card.textContent),
    wording: card.querySelector("b").textContent,
    marks: [],
    against: [],
    overlapping: [],
    hidden: false,
    decided: null,
    own: false,
    get decision() {
      return this.decided?.verdict ?? "undecided";
    },
  };
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
  return [mark.hash.slice(3), ...(mark.dataset.under?.split(" ") ?? [])];
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
